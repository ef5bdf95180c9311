//! What the learner has done so far: the file `.dojo-progress.json` at the root.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::error::{Error, Op};
use crate::files;
use crate::verdict::{Outcome, Verdict};
use lang::{Text, text};

const FILE: &str = ".dojo-progress.json";
const LOCK: &str = ".dojo-progress.lock";
const SCHEMA: &str = "dojo-progress/1";

/// Another process holds the lock for milliseconds; longer than this, something else is wrong.
const PATIENCE: Duration = Duration::from_secs(3);

/// One entry a kata; a kata without one has not been begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    katas: BTreeMap<String, Entry>,
}

/// What is known of one kata.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// SHA-256 of the answer that was judged last, if one was.
    pub answer_sha256: Option<String>,
    /// What that judgement said.
    pub solved: bool,
    /// How many hints were shown.
    pub hints: usize,
}

impl Progress {
    /// Reads the progress under `root`, and says so where the file had to be set aside.
    pub fn load(root: &Path) -> (Progress, Option<Text>) {
        match Progress::read(root) {
            Ok(progress) => (progress, None),
            // Another process may be setting the file aside at this moment: look again alone.
            Err(_) => match lock(&root.join(LOCK)) {
                Ok(_lock) => Progress::load_locked(root),
                Err(error) => (Progress::default(), Some(error.text().clone())),
            },
        }
    }

    fn load_locked(root: &Path) -> (Progress, Option<Text>) {
        match Progress::read(root) {
            Ok(progress) => (progress, None),
            Err(Unreadable::File(error)) => (Progress::default(), Some(error.text().clone())),
            Err(Unreadable::Content(cause)) => (
                Progress::default(),
                Some(set_aside(&root.join(FILE), &cause)),
            ),
        }
    }

    fn read(root: &Path) -> Result<Progress, Unreadable> {
        match files::read_if_there(&root.join(FILE)) {
            Ok(None) => Ok(Progress::default()),
            Ok(Some(bytes)) => Progress::parse(&bytes).map_err(Unreadable::Content),
            Err(error) => Err(Unreadable::File(error)),
        }
    }

    /// Reads, changes and writes the progress under `root` while no other process does.
    ///
    /// # Errors
    ///
    /// The file cannot be written or locked; what stood in it stands.
    pub fn update(root: &Path, change: impl FnOnce(&mut Progress)) -> Result<Option<Text>, Error> {
        let _lock = lock(&root.join(LOCK))?;
        let (mut progress, aside) = Progress::load_locked(root);
        let before = progress.clone();
        change(&mut progress);
        if progress != before {
            let text = format!("{:#}\n", progress.to_json());
            files::replace(&root.join(FILE), text.as_bytes())?;
        }
        Ok(aside)
    }

    /// Keeps what was said of the learner's own file. Of a stub nothing was said.
    ///
    /// # Errors
    ///
    /// As [`update`](Progress::update).
    pub fn record(root: &Path, verdict: &Verdict) -> Result<Option<Text>, Error> {
        let (known, _) = Progress::load(root);
        if verdict.outcome == Outcome::Stub && known.entry(&verdict.kata).is_none() {
            return Ok(None);
        }
        Progress::update(root, |progress| {
            let entry = progress.entry_mut(&verdict.kata);
            entry.solved = verdict.solved();
            entry.answer_sha256 = Some(verdict.answer_sha256.clone());
        })
    }

    /// Whether nothing was judged and no hint was taken so far.
    pub fn is_empty(&self) -> bool {
        self.katas.is_empty()
    }

    /// What is known of `kata`, if anything is.
    pub fn entry(&self, kata: &str) -> Option<&Entry> {
        self.katas.get(kata)
    }

    /// The entry of `kata`, made where there is none.
    pub fn entry_mut(&mut self, kata: &str) -> &mut Entry {
        self.katas.entry(kata.to_owned()).or_default()
    }

    /// The kata begins anew.
    pub fn forget(&mut self, kata: &str) {
        self.katas.remove(kata);
    }

    fn parse(bytes: &[u8]) -> Result<Progress, String> {
        let value: Value = serde_json::from_slice(bytes).map_err(|e| e.to_string())?;
        match value["schema"].as_str() {
            Some(SCHEMA) => {}
            other => return Err(format!("schema {:?}", other.unwrap_or_default())),
        }
        let katas = value["katas"].as_object().ok_or("`katas` is missing")?;
        let entries = katas
            .iter()
            .map(|(kata, entry)| Some((kata.clone(), Entry::parse(entry)?)))
            .collect::<Option<_>>()
            .ok_or("an entry has another form")?;
        Ok(Progress { katas: entries })
    }

    fn to_json(&self) -> Value {
        let katas: Map<String, Value> = self
            .katas
            .iter()
            .map(|(kata, entry)| (kata.clone(), entry.to_json()))
            .collect();
        json!({ "schema": SCHEMA, "katas": katas })
    }
}

enum Unreadable {
    File(Error),
    Content(String),
}

impl Entry {
    fn parse(value: &Value) -> Option<Entry> {
        let answer_sha256 = match &value["answer_sha256"] {
            Value::Null => None,
            sha => Some(sha.as_str()?.to_owned()),
        };
        Some(Entry {
            answer_sha256,
            solved: value["solved"].as_bool()?,
            hints: usize::try_from(value["hints"].as_u64()?).ok()?,
        })
    }

    fn to_json(&self) -> Value {
        json!({
            "answer_sha256": self.answer_sha256,
            "solved": self.solved,
            "hints": self.hints,
        })
    }
}

/// Keeps an unreadable file under a free name, and says where.
fn set_aside(path: &Path, cause: &str) -> Text {
    let free = (1..)
        .map(|n| path.with_file_name(format!(".dojo-progress.unreadable.{n}.json")))
        .find(|path| !path.exists())
        .expect("there is always a next number");
    let name = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    };
    let aside = name(&free);
    match fs::rename(path, &free) {
        Ok(()) => text!(
            "`{FILE}` cannot be understood ({cause}); it is kept as `{aside}`, and progress begins anew",
            "`{FILE}` を解釈できません（{cause}）。`{aside}` として残し、進捗を新しく記録し始めます",
        ),
        Err(e) => text!(
            "`{FILE}` cannot be understood ({cause}), nor set aside: {e}",
            "`{FILE}` を解釈できず（{cause}）、別名で残すこともできません: {e}",
        ),
    }
}

fn lock(path: &Path) -> Result<File, Error> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(|e| Error::io(Op::Write, path, e))?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => {
                thread::sleep(Duration::from_millis(10));
            }
            Err(TryLockError::WouldBlock) => {
                return Err(Error::Machine(text!(
                    "another process holds `{LOCK}`",
                    "別のプロセスが `{LOCK}` をロックしています",
                )));
            }
            Err(TryLockError::Error(e)) => return Err(Error::io(Op::Lock, path, e)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scratch::Scratch;

    #[test]
    fn what_was_written_is_read_again() {
        let root = Scratch::new();
        let aside = Progress::update(root.path(), |progress| {
            *progress.entry_mut("delay") = Entry {
                answer_sha256: Some("ab12".to_owned()),
                solved: true,
                hints: 2,
            };
        });
        assert_eq!(aside.unwrap(), None);
        let (progress, aside) = Progress::load(root.path());
        assert_eq!(aside, None);
        let entry = progress.entry("delay").unwrap();
        assert_eq!(entry.answer_sha256.as_deref(), Some("ab12"));
        assert!(entry.solved);
        assert_eq!(entry.hints, 2);
    }

    #[test]
    fn processes_at_once_keep_each_others_entries() {
        let root = Scratch::new();
        thread::scope(|scope| {
            for n in 0..8 {
                let root = root.path();
                scope.spawn(move || {
                    for _ in 0..5 {
                        let kata = format!("kata_{n}");
                        Progress::update(root, |p| p.entry_mut(&kata).hints += 1).unwrap();
                    }
                });
            }
        });
        let (progress, _) = Progress::load(root.path());
        for n in 0..8 {
            assert_eq!(progress.entry(&format!("kata_{n}")).unwrap().hints, 5);
        }
    }

    #[test]
    fn an_unreadable_file_is_set_aside_with_a_word() {
        for broken in ["", "{", "[]", r#"{"schema":"dojo-progress/9","katas":{}}"#] {
            let root = Scratch::new();
            root.write(FILE, broken);
            let aside = Progress::update(root.path(), |p| p.entry_mut("delay").hints = 1);
            let said = aside.unwrap().expect("a word");
            assert!(
                said.en.contains(".dojo-progress.unreadable.1.json"),
                "{said:?}"
            );
            assert_eq!(root.read(".dojo-progress.unreadable.1.json"), broken);
            let (progress, aside) = Progress::load(root.path());
            assert_eq!((progress.entry("delay").unwrap().hints, aside), (1, None));
        }
    }

    #[test]
    fn a_second_unreadable_file_does_not_overwrite_the_first() {
        let root = Scratch::new();
        for broken in ["first", "second"] {
            root.write(FILE, broken);
            Progress::load(root.path());
        }
        assert_eq!(root.read(".dojo-progress.unreadable.1.json"), "first");
        assert_eq!(root.read(".dojo-progress.unreadable.2.json"), "second");
    }

    #[test]
    fn a_root_that_cannot_be_written_is_an_error_with_a_sentence() {
        let nowhere = Path::new("/proc/no such folder");
        let error = Progress::update(nowhere, |p| p.entry_mut("delay").hints = 1);
        assert!(error.unwrap_err().text().en.starts_with("cannot write `"));
    }
}
