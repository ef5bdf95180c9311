//! `cargo xtask trace`: hands over to the crate `trace`, which is built when it is asked for.

use std::ffi::OsString;
use std::process::ExitCode;

use dojo::{Course, Error};
use shell::term::Out;

use super::{hand_over, named_or_current};

#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Without one, the next unsolved.
    pub kata: Option<String>,
    pub test: Option<String>,
    /// The flags, as they were given.
    pub flags: Vec<OsString>,
}

/// Becomes it.
///
/// # Errors
///
/// There is no such kata, or no cargo.
pub fn run(course: &Course, options: &Options, out: &Out) -> Result<ExitCode, Error> {
    // Told here, and not after a build.
    let kata = named_or_current(course, options.kata.as_deref(), out)?;
    let mut words: Vec<OsString> = vec![kata.id.clone().into()];
    words.extend(options.test.iter().map(OsString::from));
    words.extend(options.flags.iter().cloned());
    hand_over::to("trace", &words, out.view.lang)
}
