//! The report file: one line of JSON a finding, so that the runner need not read prose.

use std::env;
use std::fs::OpenOptions;
use std::io::Write;
use std::panic::Location;

use tinyjson::JsonValue;

use crate::finding::Finding;
use lang::Text;

/// Names the file that reports are appended to; without it nothing is reported.
const VARIABLE: &str = "KATA_REPORT";

/// Whether somebody wants reports: a runner, which runs each test in a process of its own.
pub(crate) fn is_asked_for() -> bool {
    env::var_os(VARIABLE).is_some()
}

/// Appends `finding` to the report file. `hung` says that the process ends here, without the
/// test's own last line.
pub(crate) fn append(finding: &Finding, location: Option<&Location<'_>>, hung: bool) {
    let Some(path) = env::var_os(VARIABLE) else {
        return;
    };
    let location = match location {
        Some(at) => text(&format!("{}:{}", at.file(), at.line())),
        None => JsonValue::Null,
    };
    let notes = finding.notes().iter().map(both).collect();
    let line = object([
        ("code", text(finding.diagnosis().code())),
        ("message", both(&finding.diagnosis().message())),
        ("notes", JsonValue::Array(notes)),
        ("location", location),
        ("hung", JsonValue::Boolean(hung)),
    ]);
    let mut line = line.stringify().expect("no number here is infinite");
    line.push('\n');
    // One write call a line: two threads that fail at once do not mix their lines.
    let written = OpenOptions::new()
        .append(true)
        .create(true)
        .open(&path)
        .and_then(|mut file| file.write_all(line.as_bytes()));
    if let Err(cause) = written {
        eprintln!("cannot write `{}`: {cause}", path.display());
    }
}

fn object<const N: usize>(fields: [(&str, JsonValue); N]) -> JsonValue {
    let fields = fields.map(|(name, value)| (name.to_owned(), value));
    JsonValue::Object(fields.into_iter().collect())
}

fn text(text: &str) -> JsonValue {
    JsonValue::String(text.to_owned())
}

fn both(both: &Text) -> JsonValue {
    object([("en", text(&both.en)), ("ja", text(&both.ja))])
}
