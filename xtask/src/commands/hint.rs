//! `cargo xtask hint`: one hint more each time.

use std::process::ExitCode;

use super::{named_or_current, progress, remember};
use dojo::Error;
use dojo::course::Course;
use dojo::lesson::{Lesson, no_hints};
use dojo::show;
use shell::term::Out;

pub fn run(course: &Course, kata: Option<&str>, all: bool, out: &Out) -> Result<ExitCode, Error> {
    let kata = named_or_current(course, kata, out)?;
    let hints = Lesson::of(kata, out.view.lang)?.hints;
    if hints.is_empty() {
        return Err(no_hints(&kata.id));
    }
    let seen = progress(course, out)
        .entry(&kata.id)
        .map_or(0, |entry| entry.hints)
        .min(hints.len());
    let now = if all {
        hints.len()
    } else {
        (seen + 1).min(hints.len())
    };
    let from = if all { 0 } else { seen };
    out.print(&show::hints(&kata.id, &hints, from..now, false, out.view))?;
    if now > seen {
        remember(course, out, |progress| {
            progress.entry_mut(&kata.id).hints = now;
        });
    }
    Ok(ExitCode::SUCCESS)
}
