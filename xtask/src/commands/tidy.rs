//! `cargo xtask tidy`: the rules of the repository.

use std::process::ExitCode;

use dojo::{Course, Error};

use crate::tidy;
use shell::term::Out;

/// Says every fault, with the file to touch.
///
/// # Errors
///
/// A rule could not look at what it is about.
pub fn run(course: &Course, out: &Out) -> Result<ExitCode, Error> {
    let all = tidy::faults(&course.root)?;
    let mut said = String::new();
    let mut count = 0;
    for (rule, faults) in &all {
        count += faults.len();
        for fault in faults {
            said += &format!("{fault}\n  = rule: {rule}\n");
        }
    }
    let noun = if count == 1 { "fault" } else { "faults" };
    said += &format!("{} rules: {count} {noun}\n", all.len());
    out.print(&said)?;
    Ok(match count {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}
