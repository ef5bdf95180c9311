//! `cargo xtask lesson`: what a kata asks for, without its hints.

use std::process::ExitCode;

use super::progress;
use crate::course::{Course, Kata};
use crate::error::Error;
use crate::lang::text;
use crate::lesson::Lesson;
use crate::show;
use crate::state::State;
use crate::term::Out;

pub fn run(course: &Course, kata: &str, out: &Out) -> Result<ExitCode, Error> {
    let kata = course.kata(kata)?;
    let lesson = Lesson::of(kata, out.view.lang)?;
    let mut said = show::markdown(&lesson.body, out.view);
    if let Some(first) = unsolved_need(course, kata, out)? {
        said += &text!(
            "\nBetter solved first: {first}\n",
            "\n先に解いておくとよい課題: {first}\n",
        )
        .into_lang(out.view.lang);
    }
    out.print(&said)?;
    Ok(ExitCode::SUCCESS)
}

/// The first of the katas this one builds on that is not solved yet.
fn unsolved_need<'a>(course: &'a Course, kata: &Kata, out: &Out) -> Result<Option<&'a str>, Error> {
    let progress = progress(course, out);
    for need in course
        .katas()
        .filter(|other| kata.needs.contains(&other.id))
    {
        if State::of(need, &progress)? != State::Solved {
            return Ok(Some(&need.id));
        }
    }
    Ok(None)
}
