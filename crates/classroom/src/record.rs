//! What was found out, on disk: `kata-grade/1`, JSON lines that are only ever appended.
//!
//! The first kind of line says what was graded with what; the other kind is one unit. Of a unit
//! that stands there twice the later line counts. A line that was cut off, as by a kill, is no
//! line; the work goes on where the last whole one ends.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use dojo::{Error, Op};
use lang::text;
use serde_json::{Value, json};

use crate::unit::Unit;

/// The form of a line.
pub const SCHEMA: &str = "kata-grade/1";

/// How a unit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// There is a verdict.
    Judged,
    /// Nothing was handed in.
    Absent,
    /// The answer was not run, for what stands in it: no points, and the reason is told.
    Refused,
    /// The machine could not do it. That is never a student's zero.
    Unjudged,
}

impl State {
    const WORDS: [(&'static str, State); 4] = [
        ("judged", State::Judged),
        ("absent", State::Absent),
        ("refused", State::Refused),
        ("unjudged", State::Unjudged),
    ];

    /// Its word in JSON.
    pub fn word(self) -> &'static str {
        let mut words = State::WORDS.iter();
        words
            .find(|(_, state)| *state == self)
            .map_or("unjudged", |(word, _)| word)
    }

    fn of(word: &str) -> Option<State> {
        let mut words = State::WORDS.iter();
        words
            .find(|(known, _)| *known == word)
            .map(|(_, state)| *state)
    }
}

/// What came of one unit.
#[derive(Clone, Debug)]
pub struct Line {
    pub student: String,
    pub kata: String,
    pub state: State,
    /// SHA-256 of the answer, in hex; empty where there is none.
    pub answer: String,
    /// When it was handed in, as RFC 3339 writes it; empty where nobody knows.
    pub received: String,
    /// Answer, tests, toolchain, and sandbox: while it is the same, so is what was found out.
    pub key: String,
    /// The verdict, `kata-verdict/1`; null where there is none.
    pub verdict: Value,
    /// The verdict on the hidden tests, the same.
    pub hidden: Value,
    /// The verdict as the student would read it, in both languages; else why there is none.
    pub shown: [String; 2],
    /// How long it took, in seconds.
    pub seconds: f64,
}

impl Line {
    /// `student/kata`.
    pub fn unit(&self) -> String {
        format!("{}/{}", self.student, self.kata)
    }

    /// The same for another unit with the same answer.
    pub fn of(&self, unit: &Unit) -> Line {
        Line {
            student: unit.student.clone(),
            received: unit.received_word(),
            ..self.clone()
        }
    }

    pub fn to_json(&self) -> Value {
        json!({
            "schema": SCHEMA,
            "student": self.student,
            "kata": self.kata,
            "state": self.state.word(),
            "answer_sha256": self.answer,
            "received": self.received,
            "key": self.key,
            "verdict": self.verdict,
            "hidden": self.hidden,
            "shown": { "en": self.shown[0], "ja": self.shown[1] },
            "seconds": self.seconds,
        })
    }

    fn from_json(value: &Value) -> Option<Line> {
        let word = |name: &str| value[name].as_str().map(str::to_owned);
        let shown = |lang: &str| value["shown"][lang].as_str().map(str::to_owned);
        Some(Line {
            student: word("student")?,
            kata: word("kata")?,
            state: State::of(&word("state")?)?,
            answer: word("answer_sha256")?,
            received: word("received")?,
            key: word("key")?,
            verdict: value["verdict"].clone(),
            hidden: value["hidden"].clone(),
            shown: [shown("en")?, shown("ja")?],
            seconds: value["seconds"].as_f64()?,
        })
    }
}

/// What one file of lines holds.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The latest line about the grading as a whole; null where there is none.
    pub header: Value,
    /// By student and kata.
    pub lines: BTreeMap<(String, String), Line>,
    /// How many bytes are whole lines.
    whole: u64,
}

impl Sheet {
    /// Reads what is there.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or holds something else.
    pub fn read(path: &Path) -> Result<Sheet, Error> {
        let bytes = fs::read(path).map_err(|cause| Error::io(Op::Read, path, cause))?;
        let mut sheet = Sheet::default();
        for (number, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let value: Option<Value> = match line.ends_with(b"\n") {
                true => serde_json::from_slice(line).ok(),
                false => break,
            };
            let understood = value.is_some_and(|value| sheet.take(&value));
            if !understood {
                let (shown, number) = (path.display(), number + 1);
                return Err(Error::Machine(text!(
                    "`{shown}`, line {number}, is not of the form {SCHEMA}; move the file away, and grade again",
                    "`{shown}` の {number} 行目は {SCHEMA} の形式ではありません。ファイルをよそへ移してから、もう一度採点してください",
                )));
            }
            sheet.whole += line.len() as u64;
        }
        Ok(sheet)
    }

    fn take(&mut self, value: &Value) -> bool {
        if value["schema"] != SCHEMA {
            return false;
        }
        if value["header"].is_object() {
            self.header = value["header"].clone();
            return true;
        }
        let Some(line) = Line::from_json(value) else {
            return false;
        };
        self.lines
            .insert((line.student.clone(), line.kata.clone()), line);
        true
    }
}

/// A file of lines that is being written, by one process at a time.
pub struct Book {
    file: Mutex<File>,
    path: PathBuf,
    /// What stood there at the beginning.
    pub sheet: Sheet,
    _lock: File,
}

impl Book {
    /// Opens the file of a shard in the folder `out`, which is made.
    ///
    /// # Errors
    ///
    /// The folder cannot be written, another run holds it, or the file holds something else.
    pub fn open(out: &Path, name: &str) -> Result<Book, Error> {
        fs::create_dir_all(out).map_err(|cause| Error::io(Op::Create, out, cause))?;
        let lock = lock(out, name)?;
        let path = out.join(name);
        let sheet = match path.exists() {
            true => Sheet::read(&path)?,
            false => Sheet::default(),
        };
        let options = || File::options().create(true).append(true).open(&path);
        let file = options().map_err(|cause| Error::io(Op::Write, &path, cause))?;
        // What a kill has cut off.
        file.set_len(sheet.whole)
            .map_err(|cause| Error::io(Op::Write, &path, cause))?;
        Ok(Book {
            file: Mutex::new(file),
            path,
            sheet,
            _lock: lock,
        })
    }

    /// Says what is graded with what.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub fn begin(&self, header: &Value) -> Result<(), Error> {
        match self.sheet.header == *header {
            true => Ok(()),
            false => self.append(&json!({ "schema": SCHEMA, "header": header })),
        }
    }

    /// Adds a unit.
    ///
    /// # Errors
    ///
    /// It cannot be written; then nothing of it stands there.
    pub fn add(&self, line: &Line) -> Result<(), Error> {
        self.append(&line.to_json())
    }

    fn append(&self, value: &Value) -> Result<(), Error> {
        let mut bytes = value.to_string().into_bytes();
        bytes.push(b'\n');
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let cannot = |cause| Error::io(Op::Write, &self.path, cause);
        let before = file.metadata().map_err(cannot)?.len();
        let written = file.write_all(&bytes);
        if written.is_err() {
            // A full disk takes half a line.
            let _ = file.set_len(before);
        }
        written.map_err(cannot)
    }
}

fn lock(out: &Path, name: &str) -> Result<File, Error> {
    let path = out.join(format!(".{name}.lock"));
    let file = File::create(&path).map_err(|cause| Error::io(Op::Create, &path, cause))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::Error(cause)) if cause.kind() == io::ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(cause)) => Err(Error::io(Op::Lock, &path, cause)),
        Err(TryLockError::WouldBlock) => {
            let shown = out.display();
            Err(Error::Asked(text!(
                "another run is grading into `{shown}`; wait for its end, or name another folder",
                "別の採点が `{shown}` に書き込んでいます。終わるのを待つか、別のフォルダーを指定してください",
            )))
        }
    }
}
