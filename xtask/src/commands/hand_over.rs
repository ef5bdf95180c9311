//! Commands that live in crates of their own, which are built when they are asked for: no learner
//! waits for a file watcher or a sandbox before the first verdict.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Command, ExitCode};

use dojo::{Error, Op};
use lang::Lang;
use shell::means;

/// Builds the crate, which cargo says aloud, and becomes it.
///
/// # Errors
///
/// There is no cargo.
pub fn to(package: &str, words: &[OsString], lang: Lang) -> Result<ExitCode, Error> {
    let mut cargo = Command::new(means::cargo());
    cargo.args(["run", "--package", package, "--"]);
    cargo.args(words);
    cargo.args(["--lang", lang.pick("en", "ja")]);
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
