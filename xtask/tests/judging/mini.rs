//! A miniature course in a folder of its own, and the runner at work on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

pub const SOLUTION: &str = "pub fn double(n: u32) -> u32 {\n    n * 2\n}\n";
pub const STUB: &str = "pub fn double(n: u32) -> u32 {\n    todo!(\"twice {n}\")\n}\n";

/// Reports `off-by-one` as probe would, where `double(2)` is 5.
const TESTS: &str = r##"
#[cfg_attr(not(feature = "solution"), path = "../../../exercises/s01-mini/double.rs")]
#[cfg_attr(feature = "solution", path = "../../../solutions/s01-mini/double.rs")]
mod double;

#[test]
fn zero_stays_zero() {
    assert_eq!(double::double(0), 0);
}

#[test]
fn two_becomes_four() {
    let seen = double::double(2);
    if seen == 5 {
        let report = std::env::var_os("KATA_REPORT").unwrap();
        let line = r#"{"code":"off-by-one","message":{"en":"one too many","ja":"一つ多い"},"notes":[],"location":null,"hung":false}"#;
        std::fs::write(report, format!("{line}\n")).unwrap();
    }
    assert_eq!(seen, 4);
}
"##;

pub struct Mini {
    pub root: PathBuf,
    /// Seconds that a test may take; little where one is to hang, for a busy machine needs more.
    pub limit: u32,
}

impl Mini {
    /// A course with one section and one kata.
    pub fn new() -> Mini {
        Mini::at("mini")
    }

    /// The same, in a folder of that name.
    pub fn at(name: &str) -> Mini {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let unique = format!("{}-{number}", std::process::id());
        let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(unique)
            .join(name);
        let mini = Mini { root, limit: 10 };
        mini.write(
            "Cargo.toml",
            "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n",
        );
        mini.write(
            "crates/s01-mini/Cargo.toml",
            "[package]\nname = \"s01-mini\"\nedition = \"2024\"\n[features]\nsolution = []\n",
        );
        mini.write("crates/s01-mini/src/lib.rs", "");
        mini.write("crates/s01-mini/tests/double.rs", TESTS);
        mini.write("solutions/s01-mini/double.rs", SOLUTION);
        mini.write("exercises/s01-mini/double.rs", STUB);
        mini.write("crates/s01-mini/wrong/double/one_too_many.rs", "//~ off-by-one in two_becomes_four\npub fn double(n: u32) -> u32 {\n    n * 2 + u32::from(n > 0)\n}\n");
        mini.write(
            "crates/s01-mini/wrong/double/adds_two.rs",
            "//~ assertion in zero_stays_zero\npub fn double(n: u32) -> u32 {\n    n + 2\n}\n",
        );
        mini.write(
            "crates/s01-mini/right/double/adds.rs",
            "pub fn double(n: u32) -> u32 {\n    n + n\n}\n",
        );
        let stub = blob_id(&mini.root.join("exercises/s01-mini/double.rs"));
        mini.write("crates/s01-mini/section.toml", &format!(
            "title = {{ en = \"Mini\", ja = \"ミニ\" }}\nchapter = \"1\"\n\n[[kata]]\nid = \"double\"\nguide = \"1.1\"\ntitle = {{ en = \"Double\", ja = \"二倍\" }}\npoints = 1\nminutes = 1\nneeds = []\ndiagnoses = []\nstub = \"{stub}\"\n"
        ));
        mini
    }

    pub fn write(&self, path: &str, text: &str) -> PathBuf {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
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

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.xtask(arguments).output().unwrap()
    }

    /// The verdict on a file that holds `answer`.
    pub fn judge(&self, answer: impl AsRef<[u8]>) -> Value {
        let path = self.root.join("answer.rs");
        fs::write(&path, answer).unwrap();
        verdict(&self.run(&[
            "check",
            "double",
            "--answer",
            "answer.rs",
            "--format",
            "json",
        ]))
    }
}

impl Drop for Mini {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.root.parent().unwrap());
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

/// What `git hash-object` says.
fn blob_id(path: &Path) -> String {
    let output = Command::new("git")
        .arg("hash-object")
        .arg(path)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
