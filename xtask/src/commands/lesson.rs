//! `cargo xtask lesson`: what a kata asks for, without its hints.

use std::process::ExitCode;

use super::{named_or_current, progress};
use dojo::Error;
use dojo::course::{Course, Kata};
use dojo::lesson::Lesson;
use dojo::show::{self, Style};
use dojo::state::State;
use lang::text;
use shell::term::Out;

pub fn run(course: &Course, kata: Option<&str>, out: &Out) -> Result<ExitCode, Error> {
    let kata = named_or_current(course, kata, out)?;
    let lesson = Lesson::of(kata, out.view.lang)?;
    let mut said = show::markdown(&lesson.body, out.view);
    said += &show::steps(kata, out.view);
    if let Some(first) = unsolved_need(course, kata, out) {
        let command = out
            .view
            .paint(Style::Code, &format!("cargo xtask lesson {first}"));
        said += &text!(
            "\nBetter solved first, {first}:\n  {command}\n",
            "\n先に解いておくとよい課題 {first}:\n  {command}\n",
        )
        .into_lang(out.view.lang);
    }
    out.print(&said)?;
    Ok(ExitCode::SUCCESS)
}

/// The first of the katas this one builds on that is not solved yet.
fn unsolved_need<'a>(course: &'a Course, kata: &Kata, out: &Out) -> Option<&'a str> {
    let progress = progress(course, out);
    let mut needs = course
        .katas()
        .filter(|other| kata.needs.contains(&other.id));
    let first = needs.find(|need| State::of(need, &progress) != State::Solved)?;
    Some(&first.id)
}
