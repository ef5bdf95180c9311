//! `cargo xtask watch`: hands over to the crate `watch`, which is built when it is asked for.

use std::io;
use std::path::Path;
use std::process::{Command, ExitCode};

use dojo::{Course, Error, Op};
use lang::Lang;
use shell::means;

#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where to begin; without it, the next unsolved.
    pub kata: Option<String>,
    /// Judge only when a key asks for it.
    pub manual: bool,
}

/// Builds it, which cargo says aloud, and becomes it.
///
/// # Errors
///
/// There is no such kata, or no cargo.
pub fn run(course: &Course, options: &Options, lang: Lang) -> Result<ExitCode, Error> {
    if let Some(kata) = &options.kata {
        // Told here, and not after a build.
        course.chosen(kata)?;
    }
    let mut cargo = Command::new(means::cargo());
    cargo.args(["run", "--package", "watch", "--"]);
    cargo.args(["--lang", lang.pick("en", "ja")]);
    cargo.args(options.manual.then_some("--manual"));
    cargo.args(&options.kata);
    become_it(&mut cargo).map_err(|cause| Error::io(Op::Run, Path::new("cargo"), cause))
}

#[cfg(unix)]
fn become_it(command: &mut Command) -> io::Result<ExitCode> {
    use std::os::unix::process::CommandExt as _;
    Err(command.exec())
}

#[cfg(not(unix))]
fn become_it(command: &mut Command) -> io::Result<ExitCode> {
    let status = command.status()?.code();
    Ok(ExitCode::from(
        status.and_then(|code| u8::try_from(code).ok()).unwrap_or(3),
    ))
}
