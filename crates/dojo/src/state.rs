//! How far the learner is with one kata.

use crate::course::{Course, Kata};
use crate::digest;
use crate::files;
use crate::progress::Progress;

/// What the learner's file of a kata is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The file is the stub as shipped.
    New,
    /// The file is another than the stub, and was not solved yet.
    Edited,
    /// The file is the one that was solved.
    Solved,
    /// It was solved, and the file has changed since.
    Stale,
    /// There is no file.
    Missing,
    /// There is something of that name, and it cannot be read: a folder, for example.
    Unreadable,
}

impl State {
    /// How far the learner is with `kata`, by the file and by what is known of it.
    pub fn of(kata: &Kata, progress: &Progress) -> State {
        let answer = match files::read_if_there(&kata.exercise()) {
            Ok(Some(answer)) => answer,
            Ok(None) => return State::Missing,
            Err(_) => return State::Unreadable,
        };
        if digest::text_blob_id(&answer) == kata.stub {
            return State::New;
        }
        let solved = progress
            .entry(&kata.id)
            .filter(|entry| entry.solved)
            .and_then(|entry| entry.answer_sha256.as_ref());
        match solved {
            Some(sha) if *sha == digest::sha256_hex(&answer) => State::Solved,
            Some(_) => State::Stale,
            None => State::Edited,
        }
    }

    /// Its word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            State::New => "new",
            State::Edited => "edited",
            State::Solved => "solved",
            State::Stale => "stale",
            State::Missing => "missing",
            State::Unreadable => "unreadable",
        }
    }
}

/// Where the learner stands with every kata, in the order of the course.
#[derive(Debug)]
pub struct Standing<'a>(pub Vec<(&'a Kata, State)>);

impl<'a> Standing<'a> {
    /// Looks at every file of the learner's.
    pub fn of(course: &'a Course, progress: &Progress) -> Standing<'a> {
        let katas = course.katas();
        Standing(
            katas
                .map(|kata| (kata, State::of(kata, progress)))
                .collect(),
        )
    }

    /// The kata to do next: the first that is not solved.
    pub fn next(&self) -> Option<&'a Kata> {
        let (kata, _) = self.0.iter().find(|(_, state)| *state != State::Solved)?;
        Some(kata)
    }

    /// What to do after `kata`: the next one not solved that comes later, else any before it.
    pub fn after(&self, kata: &Kata) -> Option<&'a Kata> {
        let at = self.0.iter().position(|(other, _)| other.id == kata.id)?;
        let (before, rest) = self.0.split_at(at);
        let (next, _) = rest[1..]
            .iter()
            .chain(before)
            .find(|(_, state)| *state != State::Solved)?;
        Some(next)
    }

    /// How many are solved.
    pub fn solved(&self) -> usize {
        let solved = |(_, state): &&(&Kata, State)| *state == State::Solved;
        self.0.iter().filter(solved).count()
    }
}
