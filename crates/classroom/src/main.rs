//! `cargo xtask starter`, `grade`, `report`: a class, from the hand-out to the points.
//!
//! # Layout
//!
//! - [`policy`]: what a class agreed on; [`unit`]: who handed in what; [`suite`]: what is judged
//!   with; [`record`]: what was found out.
//! - [`gate`], [`sandbox`], [`confine`]: how answers of others are kept from doing harm.
//! - [`grade`]: from submissions to records; [`points`]: from records to points; [`bar`]: how far
//!   it is.
//! - [`starter`]: what students get; [`class`], [`report`]: what platforms and teachers read.

mod bar;
mod class;
mod confine;
mod gate;
mod grade;
mod points;
mod policy;
mod record;
mod report;
mod sandbox;
mod starter;
mod suite;
mod unit;
mod words;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use dojo::sandbox::{Cancel, adopt_orphans};
use dojo::{Course, Error, Kind, judge};
use shell::term::{self, Out, exit_code};
use shell::{means, signals};

use words::Command;

fn main() -> ExitCode {
    let mut words: Vec<OsString> = env::args_os().collect();
    if let Some(status) = judge::help(words.iter().cloned()) {
        return ExitCode::from(u8::try_from(status).unwrap_or(1));
    }
    if words.get(1).is_some_and(|word| word == confine::WORD) {
        return match confine::serve(words.split_off(2)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(why) => {
                eprintln!("confine: {why}");
                ExitCode::from(confine::FAILED)
            }
        };
    }
    let lang = words::lang(&words);
    let out = Out::new(term::view_of_stdout(lang));
    let cancel = Cancel::new();
    signals::end(&cancel);
    adopt_orphans();
    let done = words::parse(words.split_off(1)).and_then(|command| run(command, &cancel, &out));
    match done {
        Ok(status) => status,
        Err(error) => {
            if error.kind() != Kind::Cancelled {
                out.error(&error.text());
            }
            exit_code(&error)
        }
    }
}

fn run(command: Command, cancel: &Cancel, out: &Out) -> Result<ExitCode, Error> {
    match command {
        Command::Doctor => sandbox::doctor(out),
        Command::Starter(options) => {
            let course = Course::load(&means::root()?)?;
            starter::run(&course, &options, out)
        }
        Command::Report(options) => {
            let course = Course::load(&means::root()?)?;
            report::run(&course, &options, out)
        }
        Command::Grade(options) => {
            let course = Course::load(&means::root()?)?;
            grade::run(&course, &options, cancel, out)
        }
    }
}
