//! The file that probe writes its findings to.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use lang::{Text, text};
use serde_json::Value;

use super::findings;
use crate::verdict::Finding;

/// More than any test reports.
const LARGEST: u64 = 1 << 20;

/// A file that was made here, and is held open: whatever is put in its place is not read.
pub struct Report {
    path: PathBuf,
    file: File,
}

/// What a test reported.
#[derive(Default)]
pub struct Reported {
    pub findings: Vec<Finding>,
    /// probe ended the process.
    pub hung: bool,
    /// Somebody else has been at what only probe and the judge write.
    pub tampered: Option<Finding>,
}

impl Report {
    /// Makes an empty one in `folder`.
    ///
    /// # Errors
    ///
    /// As the system says.
    pub fn new(folder: &Path) -> io::Result<Report> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("{}-{number}.jsonl", process::id()));
        // One that a process of the same number left behind.
        let _ = fs::remove_file(&path);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path)?;
        Ok(Report { path, file })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads it, once nobody writes any more.
    pub fn read(mut self) -> Reported {
        let mut bytes = Vec::new();
        let read = self
            .file
            .seek(SeekFrom::Start(0))
            .and_then(|_| (&self.file).take(LARGEST + 1).read_to_end(&mut bytes));
        let mut tampered = read.is_err() || bytes.len() as u64 > LARGEST || !self.is_in_place();
        let mut reported = Reported::default();
        for line in String::from_utf8_lossy(&bytes).lines() {
            let line: Value = serde_json::from_str(line).unwrap_or_default();
            reported.hung |= line["hung"] == true;
            match finding(&line) {
                Some(finding) => reported.findings.push(finding),
                None => tampered = true,
            }
        }
        reported.tampered = tampered.then(|| {
            findings::tampering(text!(
                "the file for findings is not as the test would have left it",
                "診断を書き込むファイルが、テストが残すはずの状態ではありません",
            ))
        });
        reported
    }

    #[cfg(unix)]
    fn is_in_place(&self) -> bool {
        use std::os::unix::fs::MetadataExt as _;
        let (Ok(there), Ok(ours)) = (fs::symlink_metadata(&self.path), self.file.metadata()) else {
            return false;
        };
        (there.dev(), there.ino()) == (ours.dev(), ours.ino())
    }

    #[cfg(not(unix))]
    fn is_in_place(&self) -> bool {
        self.path.is_file()
    }
}

impl Drop for Report {
    fn drop(&mut self) {
        // A folder, where somebody has put one in its place.
        let _ = fs::remove_file(&self.path).or_else(|_| fs::remove_dir_all(&self.path));
    }
}

fn finding(line: &Value) -> Option<Finding> {
    let text = |value: &Value| {
        Some(Text {
            en: value["en"].as_str()?.to_owned(),
            ja: value["ja"].as_str()?.to_owned(),
        })
    };
    Some(Finding {
        code: line["code"].as_str()?.to_owned(),
        message: text(&line["message"])?,
        notes: line["notes"].as_array()?.iter().filter_map(text).collect(),
        location: line["location"].as_str().map(str::to_owned),
    })
}
