//! What the judge says of one answer.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::lang::Text;

/// The judgement of one (kata, answer).
#[derive(Clone, Debug)]
pub struct Verdict {
    pub kata: String,
    pub section: String,
    /// Relative to the root where the answer lies under it.
    pub answer: PathBuf,
    pub answer_sha256: String,
    pub outcome: Outcome,
    /// The kata's tests, in the order of the test file.
    pub tests: Vec<TestReport>,
    /// Tests that the answer itself holds: shown, not counted.
    pub own_tests: Vec<TestReport>,
    pub compile: Compile,
    pub build_seconds: f64,
    pub run_seconds: f64,
    /// The plain cargo command that judges the same, for a reader who wants no tool.
    pub command: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Solved,
    Unsolved,
    /// The answer is still the stub as shipped.
    Stub,
    CompileError,
}

#[derive(Clone, Debug)]
pub struct TestReport {
    pub name: String,
    pub outcome: TestOutcome,
    pub duration_ms: u64,
    pub diagnoses: Vec<Finding>,
    /// What the test printed, capped.
    pub output: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestOutcome {
    Passed,
    Failed,
    Hung,
    Missing,
}

/// One diagnosis as probe (or the judge itself) raised it.
#[derive(Clone, Debug)]
pub struct Finding {
    pub code: String,
    pub message: Text,
    pub notes: Vec<Text>,
    /// `crates/<section>/tests/<kata>.rs:<line>`, where known.
    pub location: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Compile {
    /// Error codes such as `E0277`, in the order of their appearance, without repetition.
    pub codes: Vec<String>,
    pub warnings: usize,
    /// rustc's messages about the answer, with short paths.
    pub rendered: String,
}

impl Verdict {
    pub fn solved(&self) -> bool {
        self.outcome == Outcome::Solved
    }

    /// The stable `kata-verdict/1` form: English, whatever the learner's language.
    pub fn to_json(&self) -> Value {
        json!({
            "schema": "kata-verdict/1",
            "kata": self.kata,
            "section": self.section,
            "answer": self.answer.to_string_lossy(),
            "answer_sha256": self.answer_sha256,
            "outcome": self.outcome.as_str(),
            "tests": self.tests.iter().map(TestReport::to_json).collect::<Vec<_>>(),
            "own_tests": self.own_tests.iter().map(TestReport::to_json).collect::<Vec<_>>(),
            "compile": {
                "codes": self.compile.codes,
                "warnings": self.compile.warnings,
                "rendered": self.compile.rendered,
            },
            "seconds": { "build": self.build_seconds, "run": self.run_seconds },
        })
    }
}

impl Outcome {
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Solved => "solved",
            Outcome::Unsolved => "unsolved",
            Outcome::Stub => "stub",
            Outcome::CompileError => "compile_error",
        }
    }
}

impl TestOutcome {
    pub fn as_str(self) -> &'static str {
        match self {
            TestOutcome::Passed => "passed",
            TestOutcome::Failed => "failed",
            TestOutcome::Hung => "hung",
            TestOutcome::Missing => "missing",
        }
    }
}

impl TestReport {
    fn to_json(&self) -> Value {
        json!({
            "name": self.name,
            "outcome": self.outcome.as_str(),
            "duration_ms": self.duration_ms,
            "diagnoses": self.diagnoses.iter().map(Finding::to_json).collect::<Vec<_>>(),
            "output": self.output,
        })
    }
}

impl Finding {
    fn to_json(&self) -> Value {
        json!({
            "code": self.code,
            "message": self.message.en,
            "notes": self.notes.iter().map(|note| &*note.en).collect::<Vec<_>>(),
        })
    }
}
