//! A workbench: the answer in the stub's place beside its kata's tests, laid out as under the
//! course's root, so that the paths in the test file hold.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::answer::Answer;
use super::base::Base;
use super::compile::{self, Compiled};
use super::{expected, harness};
use crate::course::Kata;
use crate::digest;
use crate::error::{Error, Op};
use crate::files;
use crate::verdict::{Compile, Message};
use crate::walk;

/// The folder of one answer.
pub struct Bench {
    folder: PathBuf,
    /// The test file, from the folder.
    tests: String,
    /// The answer, from the folder.
    answer: String,
    /// The answer as the test file names it, and as rustc does.
    path: String,
    /// Changes with every file that is compiled, but for what lies below the answer.
    content: String,
    /// The names of the tests.
    pub expected: Vec<String>,
    /// The test file as plain cargo compiles it, for the answer's own tests.
    plain: String,
}

impl Bench {
    /// Puts the answer and its tests in place.
    ///
    /// # Errors
    ///
    /// The tests cannot be read, or the workbench cannot be written.
    pub fn set_up(folder: PathBuf, kata: &Kata, answer: &Answer) -> Result<Bench, Error> {
        let (section, id) = (&kata.section, &kata.id);
        // Read once: what is compiled and what is expected must be the same.
        let source = files::read(&kata.tests())?;
        let tests = format!("crates/{section}/tests/{id}.rs");
        let mut bench = Bench {
            tests: tests.clone(),
            plain: format!("crates/{section}/tests/{id}.plain.rs"),
            answer: format!("exercises/{section}/{id}.rs"),
            path: format!("crates/{section}/tests/../../../exercises/{section}/{id}.rs"),
            content: String::new(),
            expected: expected::names(&source),
            folder,
        };
        let mut content = answer.sha256.clone() + &answer.shown;
        let mut put = |path: &str, bytes: &[u8]| -> Result<(), Error> {
            content += path;
            content += &digest::sha256_hex(bytes);
            files::write(&bench.folder.join(path), bytes)
        };
        put(&tests, harness::with_main(&source).as_bytes())?;
        put(&bench.plain, source.as_bytes())?;
        for (path, bytes) in beside(kata)? {
            put(&format!("crates/{section}/tests/{path}"), &bytes)?;
        }
        bench.content = content;
        files::write(&bench.folder.join(&bench.answer), &answer.bytes)?;
        Ok(bench)
    }

    /// Changes with the kata's tests.
    ///
    /// # Errors
    ///
    /// The tests cannot be read.
    pub fn tests_of(kata: &Kata) -> Result<String, Error> {
        let mut content = files::read(&kata.tests())?;
        for (path, bytes) in beside(kata)? {
            content += &path;
            content += &digest::sha256_hex(&bytes);
        }
        Ok(digest::sha256_hex(content.as_bytes()))
    }

    /// Where the answer and the tests stand.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The test file to compile, from the folder.
    pub fn tests(&self, with_libtest: bool) -> &str {
        match with_libtest {
            true => &self.plain,
            false => &self.tests,
        }
    }

    /// The answer's path as the compiler names it.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The program.
    pub fn program(&self) -> PathBuf {
        compile::program(&self.folder, "test")
    }

    /// The program that holds the answer's own tests.
    pub fn own_program(&self) -> PathBuf {
        compile::program(&self.folder, "own")
    }

    /// What may be kept from one compilation to the next.
    pub fn incremental(&self) -> PathBuf {
        self.folder.join("incremental")
    }

    /// What was compiled before, if it is what would be compiled now, and the program is the one
    /// that was made then.
    pub fn known(&self, base: &Base) -> Option<Compiled> {
        let stamp: Value = serde_json::from_slice(&files::bytes(&self.stamp_path()).ok()?).ok()?;
        if stamp["of"] != self.id(base) {
            return None;
        }
        let program = fs::read(self.program()).ok()?;
        if stamp["program"] != digest::sha256_hex(&program) {
            return None;
        }
        let messages = stamp["messages"].as_array()?.iter().map(|message| {
            Some(Message {
                error: false,
                rendered: message.as_str()?.to_owned(),
            })
        });
        Some(Compiled {
            done: true,
            compile: Compile {
                codes: Vec::new(),
                warnings: usize::try_from(stamp["warnings"].as_u64()?).ok()?,
                messages: messages.collect::<Option<_>>()?,
            },
            of_the_base: false,
        })
    }

    /// Remembers what `program`, as it was read right after it was made, was compiled from.
    ///
    /// # Errors
    ///
    /// The stamp cannot be written.
    pub fn stamp(&self, base: &Base, compiled: &Compiled, program: &[u8]) -> Result<(), Error> {
        let messages = compiled.compile.messages.iter();
        let stamp = json!({
            "of": self.id(base),
            "program": digest::sha256_hex(program),
            "warnings": compiled.compile.warnings,
            "messages": messages.map(|message| &message.rendered).collect::<Vec<_>>(),
        });
        files::replace(&self.stamp_path(), stamp.to_string().as_bytes())
    }

    /// Forgets what was compiled: it is about to change.
    ///
    /// # Errors
    ///
    /// A file cannot be removed.
    pub fn forget(&self) -> Result<(), Error> {
        for path in [self.stamp_path(), self.program()] {
            match fs::remove_file(&path) {
                Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Error::io(Op::Remove, &path, cause));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether the answer in place is the one that was to be judged.
    pub fn holds(&self, answer: &Answer) -> bool {
        files::bytes(&self.folder.join(&self.answer)).is_ok_and(|bytes| bytes == answer.bytes)
    }

    fn id(&self, base: &Base) -> String {
        digest::sha256_hex(format!("{}{}", base.id, self.content).as_bytes())
    }

    fn stamp_path(&self) -> PathBuf {
        self.folder.join(".compiled.json")
    }
}

/// What several test files share, which lies in folders beside them, by its path from there.
fn beside(kata: &Kata) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let tests = kata.tests();
    let Some(folder) = tests.parent() else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for path in walk::files(folder)? {
        let shared = path.strip_prefix(folder).unwrap_or(&path);
        if shared.components().count() > 1 {
            found.push((shared.display().to_string(), files::bytes(&path)?));
        }
    }
    Ok(found)
}
