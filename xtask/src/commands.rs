//! One file a command.

pub mod check;
pub mod explain;
pub mod hint;
pub mod lesson;
pub mod list;
pub mod polish;
pub mod reset;
pub mod solution;
pub mod status;
pub mod watch;

pub mod bench;
pub mod ci;
pub mod compare;
pub mod new;
pub mod stubs;
pub mod tidy;
pub mod trace;
pub mod verify;
pub mod wrong;

mod copy;
pub mod hand_over;

use dojo::Error;
use dojo::course::{Course, Kata};
use dojo::progress::Progress;
use dojo::state::Standing;
use lang::{Text, text};
use shell::term::Out;

/// The learner's progress; a word on standard error where its file had to be set aside.
fn progress(course: &Course, out: &Out) -> Progress {
    let (progress, aside) = Progress::load(&course.root);
    if let Some(word) = aside {
        out.warn(&word);
    }
    progress
}

/// The kata of that name; without one, the one that the learner is at.
fn named_or_current<'c>(
    course: &'c Course,
    name: Option<&str>,
    out: &Out,
) -> Result<&'c Kata, Error> {
    if let Some(name) = name {
        return match course.chosen(name)?[..] {
            [kata] => Ok(kata),
            // A section: the message says which names there are.
            _ => course.kata(name),
        };
    }
    let standing = Standing::of(course, &progress(course, out));
    let current = standing.next().or_else(|| course.katas().last());
    current
        .ok_or_else(|| Error::Asked(text!("the course has no katas yet", "課題はまだありません")))
}

/// Changes the progress. That it cannot be kept is worth a word, and stops no command.
fn remember(course: &Course, out: &Out, change: impl FnOnce(&mut Progress)) {
    kept(Progress::update(&course.root, change), out);
}

/// A word on standard error where progress could not be kept, or had to be set aside.
fn kept(kept: Result<Option<Text>, Error>, out: &Out) {
    match kept {
        Ok(None) => {}
        Ok(Some(word)) => out.warn(&word),
        Err(error) => out.warn(&error.text()),
    }
}

#[cfg(test)]
mod tests;
