//! A miniature course: one section, one kata, no dependencies.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// Accepted.
pub const SOLUTION: &str = "pub fn double(n: u32) -> u32 {\n    n * 2\n}\n";
/// As it is shipped.
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

/// The course, until it is dropped. Every method panics where the system refuses.
pub struct Mini {
    /// Its folder.
    pub root: PathBuf,
}

impl Mini {
    /// A course with the section `s01-mini` and the kata `double`, in a folder `name` that nobody
    /// else has, below `folder`.
    pub fn new(folder: &Path, name: &str) -> Mini {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let unique = format!("{}-{number}", std::process::id());
        let root = folder.join(unique).join(name);
        let mini = Mini { root };
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

    /// Writes a file, and the folders above it.
    pub fn write(&self, path: &str, text: &str) -> PathBuf {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Mini {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.root.parent().unwrap());
    }
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
