//! `cargo xtask trace`: what happened in a test, with the answer and with the reference, side by
//! side.
//!
//! # Layout
//!
//! - [`words`]: what is asked for; [`record`]: runs the tests, and reads what they wrote down.
//! - [`sequence`]: polls and wakes, drawn (bars are drawn by `dojo`, for verdicts show them, too);
//!   [`page`], [`perfetto`]: the same for a browser.

mod page;
mod perfetto;
mod record;
mod sequence;
mod words;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use dojo::sandbox::{Cancel, adopt_orphans};
use dojo::timeline::{Bar, bars};
use dojo::{Course, Error, Kind, Op, judge, show};
use serde_json::{Value, json};
use shell::term::{self, Out, exit_code};
use shell::{means, signals};

use record::{Recorded, side_name};
use words::Words;

/// Bars of one side that are drawn; what is more is counted.
const MOST_BARS: usize = 24;

fn main() -> ExitCode {
    if let Some(status) = judge::help(env::args_os()) {
        return ExitCode::from(u8::try_from(status).unwrap_or(1));
    }
    let given: Vec<OsString> = env::args_os().skip(1).collect();
    let cancel = Cancel::new();
    signals::end(&cancel);
    adopt_orphans();
    let (words, lang) = words::parse(given);
    let out = Out::new(term::view_of_stdout(lang));
    match words.and_then(|words| run(&words, &cancel, &out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if error.kind() != Kind::Cancelled {
                out.error(&error.text());
            }
            exit_code(&error)
        }
    }
}

fn run(words: &Words, cancel: &Cancel, out: &Out) -> Result<(), Error> {
    let course = Course::load(&means::root()?)?;
    let recorded = record::of(&course, words, cancel, out)?;
    if let Some(file) = &words.html {
        write(file, &page::of(&recorded, out.view.lang), out)?;
    }
    if let Some(file) = &words.perfetto {
        write(file, &perfetto::of(&recorded).to_string(), out)?;
    }
    if words.html.is_some() || words.perfetto.is_some() {
        return Ok(());
    }
    let text = match words.json {
        true => format!("{:#}\n", to_json(&recorded)),
        false => drawn(&recorded, out),
    };
    out.print(&text)
}

fn drawn(recorded: &Recorded, out: &Out) -> String {
    let view = out.view;
    let sides = recorded.sides();
    let sides = sides.map(|(name, side)| (side_name(name, view.lang), bars(&side.events)));
    let sides: Vec<_> = sides.collect();
    let last = sides.iter().flat_map(|(_, bars)| bars).any(Bar::lasts);
    let drawing = match last {
        true => show::bars(&sides, MOST_BARS, view),
        false => view.signs(&sequence::of(recorded, view)),
    };
    let mut text = recorded.heading(view);
    text.push_str(&drawing);
    text.push_str(&recorded.next(view.lang));
    text
}

fn write(file: &Path, text: &str, out: &Out) -> Result<(), Error> {
    fs::write(file, text).map_err(|cause| Error::io(Op::Write, file, cause))?;
    out.print(&format!("{}\n", file.display()))
}

fn to_json(recorded: &Recorded) -> Value {
    let side = |side: &record::Side| {
        let events: Vec<_> = side
            .events
            .iter()
            .map(|event| Value::clone(&event.raw))
            .collect();
        json!({ "outcome": side.outcome, "events": events })
    };
    json!({
        "schema": "kata-trace/1",
        "kata": recorded.kata,
        "test": recorded.test,
        "yours": side(&recorded.yours),
        "reference": recorded.reference.as_ref().map(side),
    })
}
