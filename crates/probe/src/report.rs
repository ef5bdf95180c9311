//! The report file: one line of JSON a finding, so that the runner need not read prose.

use std::env;
use std::fs::OpenOptions;
use std::io::Write;
use std::panic::Location;

use serde_json::json;

use crate::finding::Finding;
use crate::lang::Text;

/// Names the file that reports are appended to; without it nothing is reported.
const VARIABLE: &str = "KATA_REPORT";

/// Appends `finding` to the report file. `hung` says that the process ends here, without the
/// test's own last line.
pub(crate) fn append(finding: &Finding, location: Option<&Location<'_>>, hung: bool) {
    let Some(path) = env::var_os(VARIABLE) else {
        return;
    };
    let line = json!({
        "code": finding.diagnosis().code(),
        "message": both(&finding.diagnosis().message()),
        "notes": finding.notes().iter().map(both).collect::<Vec<_>>(),
        "location": location.map(|at| format!("{}:{}", at.file(), at.line())),
        "hung": hung,
    });
    // One write call a line: two threads that fail at once do not mix their lines.
    let written = OpenOptions::new()
        .append(true)
        .create(true)
        .open(&path)
        .and_then(|mut file| file.write_all(format!("{line}\n").as_bytes()));
    if let Err(cause) = written {
        eprintln!("cannot write `{}`: {cause}", path.display());
    }
}

fn both(text: &Text) -> serde_json::Value {
    json!({ "en": text.en, "ja": text.ja })
}
