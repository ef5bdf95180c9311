//! The runner of the dojo: `cargo xtask <command>`.

mod cli;
mod commands;
mod declared;
mod judge;
mod show;

mod course;
mod lesson;
mod pages;
mod progress;
mod shipped;
mod state;
mod translation;
mod verdict;

mod digest;
mod error;
mod files;
mod guess;
mod lang;
mod term;
mod tree;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod scratch;
#[cfg(test)]
mod tidy;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cli::Command;
use commands::{
    bench, check, ci, explain, hint, lesson as read, list, new, reset, solution, status, stubs,
    verify,
};
use course::Course;
use error::Error;
use lang::text;
use term::{Out, View};

fn main() -> ExitCode {
    let words: Vec<OsString> = env::args_os().skip(1).collect();
    let out = Out::new(View::of_stdout(cli::lang(&words)));
    match run(words, &out) {
        Ok(status) => status,
        Err(error) => {
            out.error(error.text());
            error.exit_code()
        }
    }
}

fn run(words: Vec<OsString>, out: &Out) -> Result<ExitCode, Error> {
    let command = cli::parse(words)?;
    if let Command::Help(spec) = command {
        out.print(&cli::help(spec, out.view.lang))?;
        return Ok(ExitCode::SUCCESS);
    }
    let course = Course::load(&root()?)?;
    match command {
        Command::Status | Command::Help(_) => status::run(&course, out),
        Command::Check(options) => check::run(&course, &options, out),
        Command::List { json } => list::run(&course, json, out),
        Command::Lesson { kata } => read::run(&course, &kata, out),
        Command::Hint { kata, all } => hint::run(&course, &kata, all, out),
        Command::Explain { diagnosis } => explain::run(&course, diagnosis.as_deref(), out),
        Command::Solution { kata, spoil } => solution::run(&course, &kata, spoil, out),
        Command::Reset { kata } => reset::run(&course, &kata, out),
        Command::Verify(options) => verify::run(&course, &options, out),
        Command::Bench(options) => bench::run(&course, &options, out),
        Command::New(options) => new::run(&course, &options, out),
        Command::Stubs { translations } => stubs::run(&course, translations, out),
        Command::Ci => ci::run(&course, out),
    }
}

/// The first folder, from the current one upwards, that looks like the course.
fn root() -> Result<PathBuf, Error> {
    let here = env::current_dir().map_err(|e| Error::io("read", Path::new("."), &e))?;
    let is_course = |folder: &&Path| {
        folder.join("Cargo.toml").is_file()
            && folder.join("crates").is_dir()
            && folder.join("exercises").is_dir()
    };
    let root = here.ancestors().find(is_course).ok_or_else(|| {
        let here = here.display();
        Error::Usage(text!(
            "`{here}` is not inside the course: no folder above it has `Cargo.toml`, `crates` and `exercises`",
            "`{here}` は教材のフォルダーの中ではありません（`Cargo.toml`、`crates`、`exercises` のある上位フォルダーがありません）",
        ))
    })?;
    Ok(root.to_path_buf())
}
