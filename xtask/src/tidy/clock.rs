//! Real time is the exception, and the file says why.

use super::Tree;
use dojo::Error;
use dojo::files;

/// What makes a test wait for the clock on the wall.
const REAL: [&str; 2] = ["thread::sleep", "park_timeout"];

/// What puts tokio's clock under the test's control.
const PAUSED: [&str; 3] = ["start_paused", "time::pause", "program"];

pub fn real_time_is_declared(tree: &Tree) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for kata in tree.course.katas() {
        let tests = files::read(&kata.tests())?;
        let declared = tests
            .lines()
            .take_while(|line| line.starts_with("//!"))
            .any(|line| line.starts_with("//! real time: "));
        if declared {
            continue;
        }
        let code: Vec<&str> = tests
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        let uses = |word: &str| code.iter().any(|line| line.contains(word));
        let real = REAL.into_iter().find(|word| uses(word)).or_else(|| {
            let unpaused = uses("time::sleep") && !PAUSED.into_iter().any(uses);
            unpaused.then_some("time::sleep")
        });
        if let Some(real) = real {
            faults.push(format!(
                "{}: it uses `{real}`, and no line `//! real time: <why>` stands in its head",
                tree.short(&kata.tests())
            ));
        }
    }
    Ok(faults)
}
