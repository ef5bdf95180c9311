//! The runner of the dojo: `cargo xtask <command>`.
//!
//! # Layout
//!
//! - [`cli`]: the table of commands, and from words to a [`cli::Command`].
//! - [`commands`]: one file a command, thin over the library `dojo`.
//! - [`means`]: what the judge works with, from this process's surroundings.
//! - [`signals`]: what a signal ends.
//! - [`term`]: the terminal.
//! - `tidy`: the rules of the repository.

mod cli;
mod commands;
mod means;
mod signals;
mod term;

mod tidy;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod samples;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use dojo::sandbox::{self, Cancel};
use dojo::{Course, Error, Kind, Op, judge};
use lang::text;

use cli::Command;
use commands::{
    bench, check, ci, compare, explain, hint, lesson as read, list, new, reset, solution, status,
    stubs, verify, wrong,
};
use term::Out;

fn main() -> ExitCode {
    if let Some(status) = judge::help(env::args_os()) {
        return ExitCode::from(u8::try_from(status).unwrap_or(1));
    }
    let words: Vec<OsString> = env::args_os().skip(1).collect();
    let out = Out::new(term::view_of_stdout(cli::lang(&words)));
    let cancel = Cancel::new();
    signals::end(&cancel);
    sandbox::adopt_orphans();
    match run(words, &out, &cancel) {
        Ok(status) => status,
        Err(error) => {
            if error.kind() != Kind::Cancelled {
                out.error(&error.text());
            }
            exit_code(&error)
        }
    }
}

/// The exit status that stands for an error.
fn exit_code(error: &Error) -> ExitCode {
    match error.kind() {
        Kind::Asked => ExitCode::from(2),
        Kind::Machine => ExitCode::from(3),
        Kind::Cancelled => ExitCode::from(signals::status()),
    }
}

fn run(words: Vec<OsString>, out: &Out, cancel: &Cancel) -> Result<ExitCode, Error> {
    let command = cli::parse(words)?;
    if let Command::Help(spec) = command {
        out.print(&cli::help(spec, out.view.lang))?;
        return Ok(ExitCode::SUCCESS);
    }
    let course = Course::load(&root()?)?;
    match command {
        Command::Status | Command::Help(_) => status::run(&course, out),
        Command::Check(options) => check::run(&course, &options, cancel, out),
        Command::List { json } => list::run(&course, json, out),
        Command::Lesson { kata } => read::run(&course, &kata, out),
        Command::Hint { kata, all } => hint::run(&course, &kata, all, out),
        Command::Explain { diagnosis } => explain::run(&course, diagnosis.as_deref(), out),
        Command::Solution { kata, spoil } => solution::run(&course, &kata, spoil, out),
        Command::Reset { kata } => reset::run(&course, &kata, out),
        Command::Verify(options) => verify::run(&course, &options, cancel, out),
        Command::Bench(options) => bench::run(&course, &options, out),
        Command::New(options) => new::run(&course, &options, out),
        Command::Stubs(options) => stubs::run(&course, &options, out),
        Command::Tidy => commands::tidy::run(&course, out),
        Command::Wrong { which } => wrong::run(&course, which.as_deref(), out),
        Command::Compare { katas } => compare::run(&course, &katas, cancel, out),
        Command::Ci => ci::run(&course, cancel, out),
    }
}

/// The first folder, from the current one upwards, that looks like the course.
fn root() -> Result<PathBuf, Error> {
    let here = env::current_dir().map_err(|e| Error::io(Op::Read, Path::new("."), e))?;
    let is_course = |folder: &&Path| {
        folder.join("Cargo.toml").is_file()
            && folder.join("crates").is_dir()
            && folder.join("exercises").is_dir()
    };
    let root = here.ancestors().find(is_course).ok_or_else(|| {
        let here = here.display();
        Error::Asked(text!(
            "`{here}` is not inside the course: no folder above it has `Cargo.toml`, `crates` and `exercises`",
            "`{here}` は教材のフォルダーの中ではありません（`Cargo.toml`、`crates`、`exercises` のある上位フォルダーがありません）",
        ))
    })?;
    Ok(root.to_path_buf())
}
