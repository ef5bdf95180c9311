//! The runner of the dojo: `cargo xtask <command>`.
//!
//! # Layout
//!
//! - [`cli`]: the table of commands, and from words to a [`cli::Command`].
//! - [`commands`]: one file a command, thin over the library `dojo`.
//! - `tidy`: the rules of the repository.

mod cli;
mod commands;

mod tidy;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod samples;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use dojo::sandbox::{self, Cancel};
use dojo::{Course, Error, Kind, judge};

use cli::Command;
use commands::{
    bench, check, ci, compare, explain, hand_over, hint, lesson as read, list, new, reset,
    solution, status, stubs, verify, watch, wrong,
};
use lang::text;
use shell::term::{self, Out, exit_code};
use shell::{means, signals};

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

fn run(words: Vec<OsString>, out: &Out, cancel: &Cancel) -> Result<ExitCode, Error> {
    let course = means::root().and_then(|root| Course::load(&root));
    let is_known = |word: &str| {
        course
            .as_ref()
            .is_ok_and(|course| course.chosen(word).is_ok())
    };
    let command = cli::parse(cli::with_check(words, is_known))?;
    match command {
        Command::Help(spec) => {
            out.print(&cli::help(spec, out.view))?;
            return Ok(ExitCode::SUCCESS);
        }
        Command::Version => {
            out.print(concat!("dojo ", env!("CARGO_PKG_VERSION"), "\n"))?;
            return Ok(ExitCode::SUCCESS);
        }
        _ => {}
    }
    let course = course?;
    if course.is_starter() && command.is_for_authors() {
        return Err(Error::Asked(text!(
            "this is a repository for students: it has no answers to verify, and nothing to write for authors",
            "これは学生用のリポジトリです。検証する解答も、作る人向けの作業もありません",
        )));
    }
    match command {
        Command::Status | Command::Help(_) | Command::Version => status::run(&course, out),
        Command::Check(options) => check::run(&course, &options, cancel, out),
        Command::Watch(options) => watch::run(&course, &options, out.view.lang),
        Command::List(options) => list::run(&course, &options, out),
        Command::Lesson { kata } => read::run(&course, kata.as_deref(), out),
        Command::Hint { kata, all } => hint::run(&course, kata.as_deref(), all, out),
        Command::Explain { words } => explain::run(&course, &words, out),
        Command::Solution { kata, spoil } => solution::run(&course, kata.as_deref(), spoil, out),
        Command::Reset { kata } => reset::run(&course, &kata, out),
        Command::Verify(options) => verify::run(&course, &options, cancel, out),
        Command::Bench(options) => bench::run(&course, &options, out),
        Command::New(options) => new::run(&course, &options, out),
        Command::Stubs(options) => stubs::run(&course, &options, out),
        Command::Tidy => commands::tidy::run(&course, out),
        Command::Wrong { which } => wrong::run(&course, which.as_deref(), out),
        Command::Compare { katas } => compare::run(&course, &katas, cancel, out),
        Command::Classroom(words) => hand_over::to("classroom", &words, out.view.lang),
        Command::Ci => ci::run(&course, cancel, out),
    }
}
