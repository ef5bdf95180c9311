//! How far the learner is with one kata.

use crate::course::{Course, Kata};
use crate::digest;
use crate::error::Error;
use crate::files;
use crate::progress::Progress;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The file is the stub as shipped.
    New,
    Edited,
    Solved,
    /// It was solved, and the file has changed since.
    Stale,
    /// There is no file.
    Missing,
}

impl State {
    /// # Errors
    ///
    /// The learner's file exists and cannot be read.
    pub fn of(kata: &Kata, progress: &Progress) -> Result<State, Error> {
        let Some(answer) = files::read_if_there(&kata.exercise())? else {
            return Ok(State::Missing);
        };
        if digest::text_blob_id(&answer) == kata.stub {
            return Ok(State::New);
        }
        let solved = progress
            .entry(&kata.id)
            .filter(|entry| entry.solved)
            .and_then(|entry| entry.answer_sha256.as_ref());
        Ok(match solved {
            Some(sha) if *sha == digest::sha256_hex(&answer) => State::Solved,
            Some(_) => State::Stale,
            None => State::Edited,
        })
    }

    pub fn as_str(self) -> &'static str {
        match self {
            State::New => "new",
            State::Edited => "edited",
            State::Solved => "solved",
            State::Stale => "stale",
            State::Missing => "missing",
        }
    }
}

/// Where the learner stands with every kata, in the order of the course.
#[derive(Debug)]
pub struct Standing<'a>(pub Vec<(&'a Kata, State)>);

impl<'a> Standing<'a> {
    /// # Errors
    ///
    /// One of the learner's files exists and cannot be read.
    pub fn of(course: &'a Course, progress: &Progress) -> Result<Standing<'a>, Error> {
        course
            .katas()
            .map(|kata| Ok((kata, State::of(kata, progress)?)))
            .collect::<Result<_, _>>()
            .map(Standing)
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

    pub fn solved(&self) -> usize {
        let solved = |(_, state): &&(&Kata, State)| *state == State::Solved;
        self.0.iter().filter(solved).count()
    }
}
