//! Enough wrong and right answers, and a reason in each wrong one.

use super::Tree;
use dojo::course::Kata;
use dojo::declared::{self, Declared};
use dojo::files;
use dojo::guess::nearest;
use dojo::judge::{expected_tests, tests_in};
use dojo::walk;
use dojo::{Error, codes};

const WRONG: usize = 8;
const RIGHT: usize = 4;

/// A test file reads like a contract: so many lines at most, and the first test within so many.
const LINES: usize = 250;
const FIRST_TEST: usize = 60;

/// Reasons that are no diagnosis: `abort` stands for each way in which a process dies.
const PLAIN: [&str; 3] = ["abort", "assertion", "panic"];

pub fn there_are_eight_wrong_and_four_right(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for kata in tree.course.katas() {
        for (folder, least) in [(kata.wrong(), WRONG), (kata.right(), RIGHT)] {
            let count = walk::files(&folder)?.len();
            if count < least {
                let short = tree.short(&folder);
                faults.push(format!(
                    "{short}: answers: {count}, and at least {least} are asked"
                ));
            }
        }
    }
    Ok(faults)
}

pub fn wrong_answers_declare_their_reason(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for kata in tree.course.katas() {
        let tests = expected_tests(&files::read(&kata.tests())?);
        for path in walk::files(&kata.wrong())? {
            let short = tree.short(&path);
            match declared::parse(&files::read(&path)?) {
                Ok(reasons) => {
                    let wrong = reasons
                        .iter()
                        .filter_map(|reason| unknown(reason, kata, &tests, tree));
                    faults.extend(wrong.map(|wrong| format!("{short}: {wrong}")));
                }
                Err(cause) => faults.push(format!("{short}: {cause}")),
            }
        }
    }
    Ok(faults)
}

/// What `reason` speaks of and the kata does not have.
fn unknown(reason: &Declared, kata: &Kata, tests: &[String], tree: &Tree) -> Option<String> {
    match reason {
        Declared::Code(code) => {
            let digits = code.strip_prefix('E').unwrap_or_default();
            let sound = digits.len() == 4 && digits.chars().all(|c| c.is_ascii_digit());
            (!sound).then(|| format!("`{code}` is no error code"))
        }
        Declared::Reason { reason, test } => {
            if !tests.contains(test) {
                let near = nearest(test, tests.iter().map(String::as_str));
                let near = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
                return Some(format!("there is no test `{test}`{near}"));
            }
            if PLAIN.contains(&&**reason) || codes::OF_THE_JUDGE.contains(&&**reason) {
                return None;
            }
            // That the section's diagnoses exist is another rule.
            (!kata.diagnoses.contains(reason)).then(|| {
                let file = format!("crates/{}/section.toml", kata.section);
                let said = format!(
                    "`{reason}` is not among the diagnoses of `{}` in {file}",
                    kata.id
                );
                let known = tree.pages.codes.iter().map(String::as_str);
                match nearest(reason, known) {
                    Some(near) if near == reason => format!("{said}; add it there"),
                    Some(near) => format!("{said}; did you mean `{near}`?"),
                    None => format!("{said}; `cargo xtask explain` lists all there are"),
                }
            })
        }
    }
}

/// What is longer keeps its scene in `tests/<kata>_scene`, or in the section's `src`.
pub fn test_files_are_contracts(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for kata in tree.course.katas() {
        let (short, source) = (tree.short(&kata.tests()), files::read(&kata.tests())?);
        let lines = source.lines().count();
        if lines > LINES {
            faults.push(format!("{short}: {lines} lines, at most {LINES} are read"));
        }
        let first = tests_in(&source).first().map_or(0, |test| test.mark + 1);
        if first > FIRST_TEST {
            faults.push(format!(
                "{short}: the first test is on line {first}, after line {FIRST_TEST}"
            ));
        }
    }
    Ok(faults)
}

/// The judge runs tests by a main of its own, to which these words mean nothing.
pub fn tests_are_plain_functions(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for kata in tree.course.katas() {
        let short = tree.short(&kata.tests());
        for test in tests_in(&files::read(&kata.tests())?) {
            let name = test.name;
            faults.extend(test.odd.map(|attribute| {
                format!("{short}: `{name}` has `{attribute}`, which the judge does not know")
            }));
        }
    }
    Ok(faults)
}
