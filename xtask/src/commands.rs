//! One file a command.

pub mod check;
pub mod explain;
pub mod hint;
pub mod lesson;
pub mod list;
pub mod reset;
pub mod solution;
pub mod status;

pub mod bench;
pub mod ci;
pub mod compare;
pub mod new;
pub mod stubs;
pub mod tidy;
pub mod verify;
pub mod wrong;

mod copy;

use dojo::course::Course;
use dojo::progress::Progress;
use shell::term::Out;

/// The learner's progress; a word on standard error where its file had to be set aside.
fn progress(course: &Course, out: &Out) -> Progress {
    let (progress, aside) = Progress::load(&course.root);
    if let Some(word) = aside {
        out.warn(&word);
    }
    progress
}

/// Changes the progress. That it cannot be kept is worth a word, and stops no command.
fn remember(course: &Course, out: &Out, change: impl FnOnce(&mut Progress)) {
    match Progress::update(&course.root, change) {
        Ok(None) => {}
        Ok(Some(word)) => out.warn(&word),
        Err(error) => out.warn(&error.text()),
    }
}

#[cfg(test)]
mod tests;
