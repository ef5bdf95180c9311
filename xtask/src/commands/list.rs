//! `cargo xtask list`: sections and katas.

use std::process::ExitCode;

use super::progress;
use dojo::Error;
use dojo::course::{Course, Kata};
use dojo::show;
use dojo::state::{Standing, State};
use shell::term::Out;

/// What of the course is listed, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// One section; without it, all.
    pub section: Option<String>,
    /// Only what is not solved.
    pub todo: bool,
    pub json: bool,
}

/// # Errors
///
/// A word that is no section and no kata, or output that cannot be written.
pub fn run(course: &Course, options: &Options, out: &Out) -> Result<ExitCode, Error> {
    let mut standing = Standing::of(course, &progress(course, out));
    if let Some(section) = &options.section {
        let chosen = course.chosen(section)?;
        let is_meant = |kata: &Kata| chosen.iter().any(|meant| meant.id == kata.id);
        standing.0.retain(|(kata, _)| is_meant(kata));
    }
    if options.todo {
        standing.0.retain(|(_, state)| *state != State::Solved);
    }
    let text = if options.json {
        format!("{:#}\n", show::list_json(course, &standing))
    } else {
        show::list(course, &standing, out.view)
    };
    out.print(&text)?;
    Ok(ExitCode::SUCCESS)
}
