//! A miniature course, and the runner at work on it.

use std::fs;
use std::ops::Deref;
use std::path::Path;
use std::process::{Command, Output};

use scratch::mini;
use serde_json::Value;

pub use scratch::mini::{SOLUTION, STUB};

pub struct Mini {
    course: mini::Mini,
    /// Seconds that a test may take; little where one is to hang, for a busy machine needs more.
    pub limit: u32,
}

impl Deref for Mini {
    type Target = mini::Mini;

    fn deref(&self) -> &mini::Mini {
        &self.course
    }
}

impl Mini {
    /// A course with one section and one kata.
    pub fn new() -> Mini {
        Mini::at("mini")
    }

    /// The same, in a folder of that name.
    pub fn at(name: &str) -> Mini {
        Mini {
            course: mini::Mini::new(Path::new(env!("CARGO_TARGET_TMPDIR")), name),
            limit: 10,
        }
    }

    pub fn xtask(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .args(arguments)
            .current_dir(&self.root)
            .env("KATA_LANG", "en")
            .env("KATA_TEST_LIMIT", self.limit.to_string());
        command
    }

    /// The runner about to judge `answer.rs`.
    pub fn judging(&self) -> Command {
        self.xtask(&[
            "check",
            "double",
            "--answer",
            "answer.rs",
            "--format",
            "json",
        ])
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.xtask(arguments).output().unwrap()
    }

    /// The verdict on a file that holds `answer`.
    pub fn judge(&self, answer: impl AsRef<[u8]>) -> Value {
        let path = self.root.join("answer.rs");
        fs::write(&path, answer).unwrap();
        verdict(&self.judging().output().unwrap())
    }
}

/// Reads the verdict that a command has printed.
#[track_caller]
pub fn verdict(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|cause| {
        let stdout = String::from_utf8_lossy(&output.stdout);
        let stderr = String::from_utf8_lossy(&output.stderr);
        panic!("{cause}\n{stdout}\n{stderr}");
    })
}

/// The outcome of the verdict, and of each test its outcome and codes.
pub fn summary(verdict: &Value) -> String {
    let tests = verdict["tests"].as_array().unwrap().iter().map(|test| {
        let codes: Vec<&str> = test["diagnoses"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|diagnosis| diagnosis["code"].as_str())
            .collect();
        let outcome = test["outcome"].as_str().unwrap();
        [vec![outcome], codes].concat().join(" ")
    });
    let mut parts = vec![verdict["outcome"].as_str().unwrap().to_owned()];
    parts.extend(tests);
    parts.join(", ")
}

/// Whether a process runs that has `word` in its command line.
#[cfg(target_os = "linux")]
pub fn runs(word: &str) -> bool {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    processes
        .filter_map(|process| fs::read(process.path().join("cmdline")).ok())
        .any(|words| String::from_utf8_lossy(&words).contains(word))
}
