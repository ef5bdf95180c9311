//! What a test printed, taken apart: the panic that failed it, and the answer's own words.

use std::path::{Component, Path, PathBuf};

use crate::course::shorten;

/// A panic as the standard hook reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panic {
    /// The thread that panicked; a test runs on `main`, or on a thread of its own name.
    pub thread: String,
    /// `path:line`, shortened.
    pub location: String,
    /// What was said.
    pub message: String,
}

/// The panic that failed `test`: the first in the file `answer`, which led to all that followed;
/// else the last on the test's own thread, else the last of all.
pub fn panic_of(test: &str, answer: &str, output: &str) -> Option<Panic> {
    let mut panics = panics(output);
    let in_answer = |panic: &Panic| {
        let file = panic.location.rsplit_once(':').map(|(file, _)| file);
        file == Some(answer)
    };
    let own = |panic: &Panic| panic.thread == test || panic.thread == "main";
    let at = panics
        .iter()
        .position(in_answer)
        .or_else(|| panics.iter().rposition(own))
        .or(panics.len().checked_sub(1))?;
    Some(panics.swap_remove(at))
}

/// What was printed before the first panic, without the words of the test harness, and without
/// those of probe, which are shown as findings.
pub fn printed(output: &str) -> String {
    let mut of_probe = false;
    let lines = output
        .lines()
        .take_while(|line| head(line).is_none())
        .filter(|line| {
            of_probe = line.starts_with("error[")
                || of_probe && (line.starts_with("  = ") || line.starts_with("  --> "));
            !of_probe && !is_harness(line)
        });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn panics(output: &str) -> Vec<Panic> {
    let mut panics: Vec<Panic> = Vec::new();
    let mut open = false;
    for line in output.lines() {
        if let Some((thread, location)) = head(line) {
            panics.push(Panic {
                thread: thread.to_owned(),
                location: short_location(location),
                message: String::new(),
            });
            open = true;
        } else if line.starts_with("note: run with `RUST_BACKTRACE")
            || line.starts_with("stack backtrace:")
            || is_harness(line)
        {
            open = false;
        } else if let Some(panic) = panics.last_mut().filter(|_| open) {
            panic.message += line;
            panic.message += "\n";
        }
    }
    for panic in &mut panics {
        panic.message.truncate(panic.message.trim_end().len());
    }
    panics
}

/// `thread 'name' (id) panicked at path:line:column:` gives the name and the place.
fn head(line: &str) -> Option<(&str, &str)> {
    let (thread, rest) = line.strip_prefix("thread '")?.split_once('\'')?;
    let (_, location) = rest.split_once("panicked at ")?;
    Some((thread, location.strip_suffix(':')?))
}

fn is_harness(line: &str) -> bool {
    let test = line.strip_prefix("test ").unwrap_or_default();
    let running = line.strip_prefix("running ").unwrap_or_default();
    running.starts_with(|c: char| c.is_ascii_digit())
        || test.contains(" ... ")
        || test.starts_with("result: ")
        || line == "failures:"
        || line.starts_with("---- ") && line.contains(" stdout ----")
}

/// `a/b/../c.rs:3:9` becomes `a/c.rs:3`.
fn short_location(location: &str) -> String {
    let mut parts = location.rsplitn(3, ':');
    let (column, line, path) = (parts.next(), parts.next(), parts.next());
    let (Some(_), Some(line), Some(path)) = (column, line, path) else {
        return location.to_owned();
    };
    format!("{}:{line}", shorten(Path::new(""), &plain(Path::new(path))))
}

/// The path without `..`, by its words alone.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir if plain.file_name().is_some() => {
                plain.pop();
            }
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = "
running 1 test
test wakes_once ... FAILED

failures:

---- wakes_once stdout ----
poll number 1

thread 'tokio-rt-worker' (77) panicked at crates/s02/tests/../../../exercises/s02/delay.rs:9:5:
not yet implemented

thread 'wakes_once' (76) panicked at crates/s02/tests/delay.rs:31:5:
assertion `left == right` failed: one wake
  left: 2
 right: 1
note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace


failures:
    wakes_once

test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
";

    #[test]
    fn the_panic_of_the_tests_own_thread_is_the_one() {
        let panic = panic_of("wakes_once", "", OUTPUT).unwrap();
        assert_eq!(panic.location, "crates/s02/tests/delay.rs:31");
        assert_eq!(
            panic.message,
            "assertion `left == right` failed: one wake\n  left: 2\n right: 1"
        );
    }

    #[test]
    fn but_for_the_first_in_the_answer_itself() {
        let panic = panic_of("wakes_once", "exercises/s02/delay.rs", OUTPUT).unwrap();
        assert_eq!(panic.location, "exercises/s02/delay.rs:9");
    }

    #[test]
    fn a_finding_of_probe_is_not_printed_twice() {
        let output =
            "mine\n\nerror[hang]: it does not end\n  = note: polls: 1\n  --> x.rs:3\nmine too\n";
        assert_eq!(printed(output), "mine\n\nmine too");
    }

    #[test]
    fn else_the_last_one_with_a_short_path() {
        let panic = panic_of("other", "", OUTPUT.split("thread 'wakes").next().unwrap()).unwrap();
        assert_eq!(panic.location, "exercises/s02/delay.rs:9");
        assert_eq!(panic.message, "not yet implemented");
    }

    #[test]
    fn the_answers_own_words_are_kept() {
        assert_eq!(printed(OUTPUT), "poll number 1");
        assert_eq!(printed("running 1 test\nrunning late\n"), "running late");
    }

    #[test]
    fn no_panic_is_none() {
        assert_eq!(panic_of("x", "", "process exited"), None);
    }
}
