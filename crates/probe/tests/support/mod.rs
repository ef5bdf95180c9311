//! Runs a case in a process of its own, and reads which diagnosis it raised there.

use std::cell::Cell;
use std::env;
use std::fs;
use std::panic::Location;
use std::process::{self, Command};
use std::thread;

use probe::Diagnosis;
use serde_json::Value;

/// Tells the process of a case which case of its test it is.
const CASE: &str = "PROBE_CASE";

thread_local! {
    static CASES: Cell<usize> = const { Cell::new(0) };
}

/// Asks that `case` fails with `diagnosis`, and with nothing else.
#[track_caller]
pub fn caught(diagnosis: Diagnosis, case: impl FnOnce()) {
    let caller = Location::caller();
    if let Some((codes, output)) = raised(case) {
        assert_eq!(codes, [diagnosis.code()], "{caller}\n{output}");
    }
}

/// Asks that `case` raises nothing.
#[track_caller]
pub fn passes(case: impl FnOnce()) {
    let caller = Location::caller();
    if let Some((codes, output)) = raised(case) {
        assert!(codes.is_empty(), "{caller}: {codes:?}\n{output}");
        assert!(output.contains(DONE), "{caller}\n{output}");
    }
}

const DONE: &str = "the case came to its end";

/// The codes that the case raised, and what it printed; nothing in the process of another case.
fn raised(case: impl FnOnce()) -> Option<(Vec<String>, String)> {
    let number = CASES.replace(CASES.get() + 1).to_string();
    if let Ok(chosen) = env::var(CASE) {
        if chosen == number {
            case();
            eprintln!("{DONE}");
            #[expect(
                clippy::disallowed_methods,
                reason = "the example of one that exits early"
            )]
            process::exit(0);
        }
        return None;
    }
    let test = thread::current().name().unwrap_or_default().to_owned();
    let report = env::temp_dir().join(format!("probe-{}-{test}-{number}", process::id()));
    let output = Command::new(env::current_exe().expect("a test is a program"))
        .args([&test, "--exact", "--nocapture"])
        .env(CASE, &number)
        .env("KATA_REPORT", &report)
        .env("KATA_LANG", "en")
        .output()
        .expect("a test can start itself");
    let lines = fs::read_to_string(&report).unwrap_or_default();
    let _ = fs::remove_file(&report);
    let codes = lines
        .lines()
        .map(|line| {
            let finding: Value = serde_json::from_str(line).expect("a line of JSON");
            let location = finding["location"].as_str().unwrap_or_default();
            // The rounds of a race have one place for all of them.
            let is_known = location.contains("/tests/") || location.contains("/race.rs:");
            assert!(is_known, "the reader lands in {location}");
            finding["code"].as_str().unwrap_or_default().to_owned()
        })
        .collect();
    Some((codes, String::from_utf8_lossy(&output.stderr).into_owned()))
}
