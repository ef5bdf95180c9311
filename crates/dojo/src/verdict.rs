//! What the judge says of one answer.

use serde_json::{Value, json};

use lang::Text;

use crate::ansi::plain;
use crate::panic::Panic;
use crate::timeline::Event;

/// The judgement of one (kata, answer).
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The id of the kata.
    pub kata: String,
    /// The id of its section.
    pub section: String,
    /// The answer's path as people see it, relative to the root where it lies under it.
    pub answer: String,
    /// SHA-256 of the answer that was judged, in hex.
    pub answer_sha256: String,
    /// What it comes to.
    pub outcome: Outcome,
    /// The kata's tests, in the order of the test file.
    pub tests: Vec<TestReport>,
    /// Tests that the answer itself holds: shown, not counted.
    pub own_tests: Vec<TestReport>,
    /// What happened in the test that is read first, where a drawing may say more than words; none
    /// where nobody has looked.
    pub timeline: Option<Vec<Event>>,
    /// What the compiler said.
    pub compile: Compile,
    /// Seconds from the answer to a program.
    pub build_seconds: f64,
    /// Seconds from the program to the end of its last test.
    pub run_seconds: f64,
}

/// What a verdict comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Every test passed, and there was one.
    Solved,
    /// A test did not pass.
    Unsolved,
    /// The answer is still the stub as shipped.
    Stub,
    /// There is no program to run.
    CompileError,
}

/// What came of one test.
#[derive(Clone, Debug)]
pub struct TestReport {
    /// The name of the test's function.
    pub name: String,
    /// Whether it passed, and if not, how it ended.
    pub outcome: TestOutcome,
    /// Wall time, in milliseconds.
    pub duration_ms: u64,
    /// What probe or the judge found, in the order of the findings.
    pub diagnoses: Vec<Finding>,
    /// The panic that failed it, where one did.
    pub panic: Option<Panic>,
    /// What the test printed, capped.
    pub output: String,
}

/// How a test ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestOutcome {
    /// Its body returned, and nothing was found.
    Passed,
    /// It came to an end, and did not pass.
    Failed,
    /// It was ended.
    Hung,
    /// It was still running when a test before it had not passed, and was not waited for.
    Unfinished,
    /// The program does not have it.
    Missing,
}

/// One diagnosis as probe (or the judge itself) raised it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The name of the mistake, such as `lost-wake`.
    pub code: String,
    /// What was done.
    pub message: Text,
    /// What was observed.
    pub notes: Vec<Text>,
    /// `crates/<section>/tests/<kata>.rs:<line>`, where known.
    pub location: Option<String>,
}

/// What the compiler said of an answer.
#[derive(Clone, Debug, Default)]
pub struct Compile {
    /// Error codes such as `E0277`, in the order of their appearance, without repetition.
    pub codes: Vec<String>,
    /// How many warnings.
    pub warnings: usize,
    /// rustc's messages, in its colours.
    pub messages: Vec<Message>,
}

/// One message of the compiler.
#[derive(Clone, Debug)]
pub struct Message {
    /// It is an error; else a warning.
    pub error: bool,
    /// As rustc draws it, in its colours and with short paths.
    pub rendered: String,
}

impl Compile {
    /// All messages in one text, without colours.
    pub fn plain(&self) -> String {
        let messages = self.messages.iter();
        messages.map(|message| plain(&message.rendered)).collect()
    }
}

impl Verdict {
    /// Whether every test passed.
    pub fn solved(&self) -> bool {
        self.outcome == Outcome::Solved
    }

    /// Draws the conclusion from the tests. A kata without a test is never solved.
    pub fn close(&mut self) {
        let passed = |test: &TestReport| test.outcome == TestOutcome::Passed;
        if self.outcome == Outcome::Unsolved
            && !self.tests.is_empty()
            && self.tests.iter().all(passed)
        {
            self.outcome = Outcome::Solved;
        }
    }

    /// The stable `kata-verdict/1` form: English, whatever the learner's language.
    pub fn to_json(&self) -> Value {
        json!({
            "schema": "kata-verdict/1",
            "kata": self.kata,
            "section": self.section,
            "answer": self.answer,
            "answer_sha256": self.answer_sha256,
            "outcome": self.outcome.as_str(),
            "tests": self.tests.iter().map(TestReport::to_json).collect::<Vec<_>>(),
            "own_tests": self.own_tests.iter().map(TestReport::to_json).collect::<Vec<_>>(),
            "compile": {
                "codes": self.compile.codes,
                "warnings": self.compile.warnings,
                "rendered": self.compile.plain(),
            },
            "seconds": { "build": self.build_seconds, "run": self.run_seconds },
        })
    }
}

impl Outcome {
    /// Its word in JSON.
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
    /// Whether it speaks against the answer: one that was not waited for says nothing.
    pub fn is_failure(self) -> bool {
        !matches!(self, TestOutcome::Passed | TestOutcome::Unfinished)
    }

    /// Its word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            TestOutcome::Passed => "passed",
            TestOutcome::Failed => "failed",
            TestOutcome::Hung => "hung",
            TestOutcome::Unfinished => "unfinished",
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
