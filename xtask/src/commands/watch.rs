//! `cargo xtask watch`: hands over to the crate `watch`, which is built when it is asked for.

use std::ffi::OsString;
use std::process::ExitCode;

use dojo::{Course, Error};
use lang::Lang;

use super::hand_over;

#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where to begin; without it, the next unsolved.
    pub kata: Option<String>,
    /// Judge only when a key asks for it.
    pub manual: bool,
}

/// Becomes it.
///
/// # Errors
///
/// There is no such kata, or no cargo.
pub fn run(course: &Course, options: &Options, lang: Lang) -> Result<ExitCode, Error> {
    if let Some(kata) = &options.kata {
        // Told here, and not after a build.
        course.chosen(kata)?;
    }
    let mut words: Vec<OsString> = Vec::new();
    words.extend(options.manual.then(|| "--manual".into()));
    words.extend(options.kata.iter().map(OsString::from));
    hand_over::to("watch", &words, lang)
}
