//! `ci`: everything that must hold. Each command is printed, so that it can be run by itself.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use crate::commands::verify;
use crate::term::Out;
use dojo::course::Course;
use dojo::sandbox::Cancel;
use dojo::walk;
use dojo::{Error, Op};

/// Runs all steps, also after one has failed.
///
/// # Errors
///
/// A command cannot be started, or whatever keeps the judge from its work.
pub fn run(course: &Course, cancel: &Cancel, out: &Out) -> Result<ExitCode, Error> {
    let mut failed = Vec::new();
    for step in steps(course)? {
        let words: Vec<String> = step.words();
        out.print(&format!("$ {}\n", step.shown))?;
        let began = Instant::now();
        let status = Command::new(&words[0])
            .args(&words[1..])
            .current_dir(&course.root)
            .stdin(Stdio::null())
            .status()
            .map_err(|cause| Error::io(Op::Run, Path::new(&words[0]), cause))?;
        let seconds = began.elapsed().as_secs_f64();
        if status.success() {
            out.print(&format!("  passed in {seconds:.1} s\n\n"))?;
        } else {
            out.print(&format!("  FAILED in {seconds:.1} s\n\n"))?;
            failed.push(step.shown);
        }
    }
    out.print("$ cargo xtask verify\n")?;
    let options = verify::Options {
        katas: Vec::new(),
        section: None,
        jobs: None,
        repeat: 1,
        json: false,
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

struct Step {
    shown: String,
    /// Files that take part and would only blur what is shown.
    files: Vec<PathBuf>,
}

impl Step {
    fn words(&self) -> Vec<String> {
        let mut words: Vec<String> = self.shown.split(' ').map(str::to_owned).collect();
        if let Some(cargo) = env::var_os("CARGO").filter(|_| words[0] == "cargo") {
            words[0] = cargo.to_string_lossy().into_owned();
        }
        if !self.files.is_empty() {
            words.retain(|word| !word.contains('*'));
            let files = self.files.iter();
            words.extend(files.map(|path| path.to_string_lossy().into_owned()));
        }
        words
    }
}

fn steps(course: &Course) -> Result<Vec<Step>, Error> {
    let plain = |shown: &str| Step {
        shown: shown.to_owned(),
        files: Vec::new(),
    };
    let mut steps = vec![plain("cargo fmt --all -- --check")];
    let answers = answers(course)?;
    if !answers.is_empty() {
        steps.push(Step {
            shown: "rustfmt --edition 2024 --check crates/*/wrong/*/*.rs crates/*/right/*/*.rs"
                .to_owned(),
            files: answers,
        });
    }
    steps.extend([
        plain("cargo clippy --quiet --workspace --all-targets -- -D warnings"),
        plain("cargo test --quiet"),
    ]);
    // The judge's tests of the solutions, by plain cargo; the stubs are left to `verify`.
    for section in &course.sections {
        let package = &section.id;
        steps.push(plain(&format!(
            "cargo clippy --quiet -p {package} --all-targets --features solution -- -D warnings"
        )));
        steps.push(plain(&format!(
            "cargo test --quiet -p {package} --features solution"
        )));
    }
    Ok(steps)
}

/// The wrong and the right answers: no target reaches them, so cargo does not format them.
fn answers(course: &Course) -> Result<Vec<PathBuf>, Error> {
    let folders = course.katas().flat_map(|kata| [kata.wrong(), kata.right()]);
    let files: Result<Vec<_>, _> = folders.map(|folder| walk::files(&folder)).collect();
    Ok(files?.concat())
}
