//! One thing that happened in a test: a line of `kata-trace/1`.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Event {
    pub kind: String,
    pub subject: String,
    pub what: String,
    /// A step of the test, `tests/x.rs:53`.
    pub at: Option<String>,
    /// The diagnosis of a finding.
    pub code: Option<String>,
    /// Microseconds of virtual time, where the clock is paused.
    pub virtual_us: Option<u64>,
    pub real_us: u64,
    pub thread: String,
    /// The line as it was written.
    pub raw: Value,
}

/// All that was written down. A last line that was cut off by the end of the process is left out.
pub fn read(file: &Path) -> Vec<Event> {
    let text = fs::read_to_string(file).unwrap_or_default();
    text.lines().filter_map(event).collect()
}

fn event(line: &str) -> Option<Event> {
    let raw: Value = serde_json::from_str(line).ok()?;
    let word = |key: &str| raw[key].as_str().map(str::to_owned);
    let number = |key: &str| raw[key].as_f64().map(|number| number as u64);
    Some(Event {
        kind: word("kind")?,
        subject: word("subject")?,
        what: word("what")?,
        at: word("at"),
        code: word("code"),
        virtual_us: number("virtual_us"),
        real_us: number("real_us")?,
        thread: word("thread")?,
        raw,
    })
}
