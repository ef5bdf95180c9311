//! Enough wrong and right answers, and a reason in each wrong one.

use super::Tree;
use crate::course::Kata;
use crate::declared::{self, Declared};
use crate::error::Error;
use crate::files;
use crate::tree;

const WRONG: usize = 4;
const RIGHT: usize = 2;

/// Reasons that are no diagnosis.
const PLAIN: [&str; 4] = ["assertion", "panic", "hang", "abort"];

pub fn there_are_four_wrong_and_two_right(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for kata in tree.course.katas() {
        for (folder, least) in [(kata.wrong(), WRONG), (kata.right(), RIGHT)] {
            let count = tree::files(&folder)?.len();
            if count < least {
                let short = tree.short(&folder);
                faults.push(format!("{short}: {count} answers, at least {least} needed"));
            }
        }
    }
    Ok(faults)
}

pub fn wrong_answers_declare_their_reason(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for kata in tree.course.katas() {
        let tests = test_names(&files::read(&kata.tests())?);
        for path in tree::files(&kata.wrong())? {
            let short = tree.short(&path);
            match declared::parse(&files::read(&path)?) {
                Ok(reasons) => {
                    let wrong = reasons
                        .iter()
                        .filter_map(|reason| unknown(reason, kata, &tests));
                    faults.extend(wrong.map(|wrong| format!("{short}: {wrong}")));
                }
                Err(cause) => faults.push(format!("{short}: {cause}")),
            }
        }
    }
    Ok(faults)
}

/// What `reason` speaks of and the kata does not have.
fn unknown(reason: &Declared, kata: &Kata, tests: &[String]) -> Option<String> {
    match reason {
        Declared::Code(code) => {
            let digits = code.strip_prefix('E').unwrap_or_default();
            let sound = digits.len() == 4 && digits.chars().all(|c| c.is_ascii_digit());
            (!sound).then(|| format!("`{code}` is no error code"))
        }
        Declared::Reason { reason, test } => {
            if !tests.contains(test) {
                return Some(format!("there is no test `{test}`"));
            }
            if PLAIN.contains(&&**reason) {
                return None;
            }
            // That the section's diagnoses exist is another rule.
            (!kata.diagnoses.contains(reason)).then(|| {
                let section = &kata.section;
                format!("`{reason}` is not among the diagnoses in crates/{section}/section.toml")
            })
        }
    }
}

/// The functions that stand under a `#[test]` or `#[…::test]`.
fn test_names(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut marked = false;
    for line in source.lines() {
        let line = line.trim_start();
        if line.starts_with("#[test]") || line.starts_with("#[") && line.contains("::test") {
            marked = true;
        } else if let Some((_, rest)) = line.split_once("fn ").filter(|_| marked) {
            names.extend(rest.split('(').next().map(str::to_owned));
            marked = false;
        }
    }
    names
}
