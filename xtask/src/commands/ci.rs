//! `ci`: everything that must hold. Each command is printed, so that it can be run by itself.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use dojo::sandbox::Cancel;
use dojo::{Course, Error, Op, walk};

use super::{tidy, verify};
use shell::means;
use shell::term::Out;

/// So many files on one command line: 32,767 characters are all that Windows takes.
const CHUNK: usize = 100;

/// Set for the copy of this program that runs the steps on Windows.
const COPY: &str = "DOJO_CI_COPY";

/// Runs all steps, also after one has failed.
///
/// # Errors
///
/// A command cannot be started, or whatever keeps the judge from its work.
pub fn run(course: &Course, cancel: &Cancel, out: &Out) -> Result<ExitCode, Error> {
    if cfg!(windows) && env::var_os(COPY).is_none() {
        return from_a_copy(course);
    }
    let mut failed = Vec::new();
    for step in steps(course)? {
        cancel.check()?;
        out.print(&format!("$ {}\n", step.shown))?;
        let began = Instant::now();
        let mut passed = true;
        for words in &step.commands {
            passed &= Command::new(&words[0])
                .args(&words[1..])
                .current_dir(&course.root)
                .stdin(Stdio::null())
                .status()
                .map_err(|cause| Error::io(Op::Run, Path::new(&words[0]), cause))?
                .success();
        }
        let seconds = began.elapsed().as_secs_f64();
        if passed {
            out.print(&format!("  passed in {seconds:.1} s\n\n"))?;
        } else {
            out.print(&format!("  FAILED in {seconds:.1} s\n\n"))?;
            failed.push(step.shown);
        }
    }
    out.print("$ cargo xtask tidy\n")?;
    if tidy::run(course, out)? != ExitCode::SUCCESS {
        failed.push("cargo xtask tidy".to_owned());
    }
    out.print("\n$ cargo xtask verify\n")?;
    let options = verify::Options {
        repeat: 1,
        ..verify::Options::default()
    };
    if verify::run(course, &options, cancel, out)? != ExitCode::SUCCESS {
        failed.push("cargo xtask verify".to_owned());
    }
    if failed.is_empty() {
        out.print("\nall passed\n")?;
        return Ok(ExitCode::SUCCESS);
    }
    out.print(&format!("\nfailed:\n  {}\n", failed.join("\n  ")))?;
    Ok(ExitCode::FAILURE)
}

/// Windows does not let a program be linked anew while it runs, and `cargo test` does just that.
fn from_a_copy(course: &Course) -> Result<ExitCode, Error> {
    let here = env::current_exe().map_err(|cause| Error::io(Op::Run, Path::new("xtask"), cause))?;
    let copy = course.root.join("target/dojo/ci").with_extension("exe");
    let make = || -> std::io::Result<bool> {
        fs::create_dir_all(course.root.join("target/dojo"))?;
        fs::copy(&here, &copy)?;
        let mut again = Command::new(&copy);
        again.args(env::args_os().skip(1)).env(COPY, "1");
        Ok(again.status()?.success())
    };
    match make() {
        Ok(true) => Ok(ExitCode::SUCCESS),
        Ok(false) => Ok(ExitCode::FAILURE),
        Err(cause) => Err(Error::io(Op::Run, &copy, cause)),
    }
}

/// A line that is shown, and what it stands for.
struct Step {
    shown: String,
    commands: Vec<Vec<OsString>>,
}

impl Step {
    /// One command of cargo, shown as it is.
    fn cargo(words: &[&str]) -> Step {
        let mut command: Vec<OsString> = vec![means::cargo().into()];
        command.extend(words.iter().map(OsString::from));
        Step {
            shown: format!("cargo {}", words.join(" ")),
            commands: vec![command],
        }
    }
}

fn steps(course: &Course) -> Result<Vec<Step>, Error> {
    let mut steps = vec![Step::cargo(&["fmt", "--all", "--", "--check"])];
    let answers = answers(course)?;
    if !answers.is_empty() {
        let flags = ["--edition", "2024", "--check"];
        let command = |files: &[PathBuf]| {
            let mut words: Vec<OsString> = vec!["rustfmt".into()];
            words.extend(flags.iter().map(OsString::from));
            words.extend(files.iter().map(OsString::from));
            words
        };
        steps.push(Step {
            shown: format!(
                "rustfmt {} crates/*/wrong/*/*.rs crates/*/right/*/*.rs",
                flags.join(" ")
            ),
            commands: answers.chunks(CHUNK).map(command).collect(),
        });
    }
    let denied = ["--", "-D", "warnings"];
    let lint = |words: &[&str]| Step::cargo(&[&["clippy", "--quiet"], words, &denied].concat());
    steps.push(lint(&["--workspace", "--all-targets"]));
    steps.push(Step::cargo(&["test", "--quiet"]));
    // Not among the default members: nobody who learns waits for their dependencies.
    for package in ["classroom", "errata", "trace"] {
        steps.push(Step::cargo(&["test", "--quiet", "-p", package]));
    }
    // The judge's tests of the solutions, by plain cargo; the stubs are left to `verify`. All
    // sections at once: one by one, each would compile tokio anew with features of its own.
    let sections = course.sections.iter().map(|section| &*section.id);
    let features: Vec<String> = sections
        .clone()
        .map(|id| format!("{id}/solution"))
        .collect();
    let features = features.join(",");
    let packages = sections.flat_map(|id| ["-p", id]);
    let solutions: Vec<&str> = packages.chain(["--features", &features]).collect();
    steps.push(lint(&[&solutions[..], &["--all-targets"]].concat()));
    steps.push(Step::cargo(
        &[&["test", "--quiet"], &solutions[..]].concat(),
    ));
    Ok(steps)
}

/// The wrong and the right answers: no target reaches them, so cargo does not format them.
fn answers(course: &Course) -> Result<Vec<PathBuf>, Error> {
    let folders = course.katas().flat_map(|kata| [kata.wrong(), kata.right()]);
    let files: Result<Vec<_>, _> = folders.map(|folder| walk::files(&folder)).collect();
    Ok(files?.concat())
}
