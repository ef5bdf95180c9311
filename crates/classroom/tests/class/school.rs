//! A miniature course, its class, and the commands at work on them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use scratch::mini::Mini;
use serde_json::Value;

pub use scratch::mini::{SOLUTION, STUB};

pub const WRONG: &str = "pub fn double(n: u32) -> u32 {\n    n + 2\n}\n";

pub struct School {
    pub course: Mini,
}

/// What a command said, and its exit status.
pub struct Said {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl School {
    pub fn new() -> School {
        let course = Mini::new(Path::new(env!("CARGO_TARGET_TMPDIR")), "school");
        // A course has one, and what is known of an answer holds while it is the same.
        let locked = Command::new(env!("CARGO"))
            .args(["generate-lockfile", "--offline"])
            .current_dir(&course.root)
            .output()
            .unwrap();
        assert!(locked.status.success(), "{locked:?}");
        School { course }
    }

    /// A student hands in an answer.
    pub fn hand_in(&self, student: &str, answer: impl AsRef<[u8]>) {
        self.put(&format!("in/{student}/double.rs"), answer);
    }

    pub fn put(&self, path: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.course.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_classroom"));
        command
            .args(words)
            .args(["--lang", "en"])
            .current_dir(&self.course.root);
        command
    }

    pub fn run(&self, words: &[&str]) -> Said {
        Said::of(self.command(words).output().unwrap())
    }

    /// Grades `in` into `grades`, shut in where this machine can.
    pub fn grade(&self, words: &[&str]) -> Said {
        self.run(&[&["grade", "in", "--out", "grades"], words, &sandbox()[..]].concat())
    }

    /// The lines of the results, but for the headers.
    pub fn lines(&self, file: &str) -> Vec<Value> {
        let text = fs::read_to_string(self.course.root.join(file)).unwrap();
        let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
        lines
            .filter(|line: &Value| line["header"].is_null())
            .collect()
    }

    /// The latest line of a student.
    pub fn line(&self, student: &str) -> Value {
        let lines = self.lines("grades/grades.jsonl").into_iter().rev();
        let mut lines = lines.filter(|line| line["student"] == student);
        lines
            .next()
            .unwrap_or_else(|| panic!("no line of {student}"))
    }
}

/// Elsewhere than on Linux nothing can be shut in, and what is not about that is tried without.
pub fn sandbox() -> Vec<&'static str> {
    match cfg!(target_os = "linux") {
        true => vec!["--sandbox", "landlock"],
        false => vec!["--sandbox", "none"],
    }
}

impl Said {
    fn of(output: Output) -> Said {
        Said {
            status: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// It ended with this status, and said so in one sentence.
    #[track_caller]
    pub fn refused(&self, status: i32, words: &str) {
        assert_eq!(self.status, Some(status), "{}{}", self.out, self.err);
        assert!(self.err.contains(words), "{}", self.err);
    }

    #[track_caller]
    pub fn done(self) -> Said {
        assert_eq!(self.status, Some(0), "{}{}", self.out, self.err);
        self
    }
}
