//! What an answer stands on: its section and all dependencies, built by cargo, once.
//!
//! How an answer is compiled is written down beside a list of everything that this follows from.
//! As long as nothing on that list has changed, no cargo runs, and rustc is called directly.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use lang::text;
use serde_json::{Value, json};

use super::cargo::{self, Built};
use super::harness;
use super::home::{Home, Lock};
use super::observer::Observer;
use super::recorder::Record;
use super::toolchain::Toolchain;
use super::trouble;
use super::{Config, compile};
use crate::course::{Course, Kata};
use crate::digest;
use crate::error::{Error, Op};
use crate::files;
use crate::sandbox::Cancel;
use crate::walk;

/// Changes when what is written down takes another form.
const FORM: u64 = 1;

/// Everything below an answer.
#[derive(Clone, Debug)]
pub struct Base {
    /// The compiler.
    pub rustc: PathBuf,
    /// How cargo would compile the kata's tests.
    pub record: Record,
    /// The crate `receipt`, compiled.
    pub receipt: PathBuf,
    /// Changes with anything that an answer is compiled with.
    pub id: String,
}

impl Base {
    /// The folder of the compiler with its libraries, where it is one of its own.
    pub fn toolchain(&self) -> PathBuf {
        let real = self.rustc.canonicalize().unwrap_or_default();
        real.ancestors().nth(2).unwrap_or(&real).to_path_buf()
    }
}

/// The base of a kata, and how to have it.
pub struct Ground<'a> {
    pub course: &'a Course,
    pub kata: &'a Kata,
    pub config: &'a Config,
    pub home: &'a Home,
    pub cancel: &'a Cancel,
    pub observer: &'a dyn Observer,
}

impl Ground<'_> {
    /// The base as it is, or built anew where it is not fresh.
    ///
    /// # Errors
    ///
    /// It cannot be built, which is never the answer's fault.
    pub fn base(&self) -> Result<Base, Error> {
        if let Some(base) = self.known() {
            return Ok(base);
        }
        let dir = self.home.bases();
        let _lock = Lock::of(&dir, self.observer)?;
        match self.known() {
            // Another process has built it in the meantime.
            Some(base) => Ok(base),
            None => self.build(),
        }
    }

    /// The base built anew, whatever is known of it.
    ///
    /// # Errors
    ///
    /// As [`base`](Ground::base).
    pub fn rebuilt(&self) -> Result<Base, Error> {
        let _lock = Lock::of(&self.home.bases(), self.observer)?;
        self.build()
    }

    /// Katas of one section with the same features share a base.
    fn note(&self) -> PathBuf {
        let mut name = self.kata.section.clone();
        for feature in &self.kata.features {
            name += &format!("+{feature}");
        }
        self.home.bases().join(name + ".json")
    }

    fn toolchain(&self) -> Toolchain {
        Toolchain::of(&self.config.cargo)
    }

    fn known(&self) -> Option<Base> {
        let note: Value = serde_json::from_slice(&files::bytes(&self.note()).ok()?).ok()?;
        if note["form"] != FORM || note["outside"] != self.outside() {
            return None;
        }
        for input in note["inputs"].as_array()? {
            let path = self.course.root.join(input[0].as_str()?);
            if hash(&path) != input[1].as_str()? {
                return None;
            }
        }
        for artifact in note["artifacts"].as_array()? {
            if mark(Path::new(artifact[0].as_str()?)) != artifact[1].as_str()? {
                return None;
            }
        }
        self.base_of(&note)
    }

    fn base_of(&self, note: &Value) -> Option<Base> {
        Some(Base {
            rustc: self.toolchain().rustc,
            record: Record::of_json(&note["record"])?,
            receipt: note["receipt"].as_str()?.into(),
            id: digest::sha256_hex(note.to_string().as_bytes()),
        })
    }

    /// What is not a file of the course: the compiler, this tool's own part, and the variables
    /// that reach cargo and mean something to it.
    fn outside(&self) -> String {
        let mut all = self.toolchain().id();
        all += harness::SOURCE;
        for (name, value) in self.config.environment.for_builds() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO_") || name.starts_with("RUST") {
                all += &format!("\n{name}={}", value.to_string_lossy());
            }
        }
        digest::sha256_hex(all.as_bytes())
    }

    fn build(&self) -> Result<Base, Error> {
        let note = self.note();
        let draft = note.with_extension("record");
        // An old one would be taken for what this build says.
        let _ = fs::remove_file(&draft);
        self.forget_what_is_stale()?;
        let receipt = self.receipt()?;
        let built = cargo::build(self, &self.toolchain(), &draft)?;
        let record = files::bytes(&draft).ok();
        let record = record.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
        let Some(record) = record.as_ref().and_then(Record::of_json) else {
            return Err(built.trouble(&self.config.limits));
        };
        let mut artifacts = built.artifacts.clone();
        artifacts.push(receipt.clone());
        let json = json!({
            "form": FORM,
            "outside": self.outside(),
            "inputs": self.inputs(&built),
            "artifacts": artifacts.iter().map(|path| json!([path, mark(path)])).collect::<Vec<_>>(),
            "record": record.to_json(),
            "receipt": receipt,
        });
        files::replace(&note, json.to_string().as_bytes())?;
        let base = self.base_of(&json);
        base.ok_or_else(|| {
            let root = self.course.root.display();
            Error::Machine(text!(
                "the path `{root}` is not UTF-8; move the course to another folder",
                "パス `{root}` は UTF-8 ではありません。教材を別のフォルダーに移してください",
            ))
        })
    }

    /// Makes cargo build anew what it would take for fresh by its time stamps alone: crates whose
    /// sources have another content than when they were built, and everything, where it was built
    /// at a time that is yet to come.
    fn forget_what_is_stale(&self) -> Result<(), Error> {
        let fingerprints = self.home.build().join("dojo").join(".fingerprint");
        let built = walk::entries(&fingerprints)?;
        if built.iter().any(|path| is_of_the_future(path)) {
            let build = self.home.build();
            let cannot = |cause| Error::io(Op::Remove, &build, cause);
            return fs::remove_dir_all(&build).map_err(cannot);
        }
        let Some(note) = files::bytes(&self.note()).ok() else {
            return Ok(());
        };
        let note: Value = serde_json::from_slice(&note).unwrap_or_default();
        for input in note["inputs"].as_array().into_iter().flatten() {
            let (Some(path), Some(known)) = (input[0].as_str(), input[1].as_str()) else {
                continue;
            };
            if hash(&self.course.root.join(path)) == known {
                continue;
            }
            // A text that a section shows lies under `exercises`, in a folder of the same name.
            let Some(package) = Path::new(path).iter().nth(1).and_then(|name| name.to_str()) else {
                continue;
            };
            let of_package = built.iter().filter(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let hashed = name
                    .strip_prefix(package)
                    .and_then(|rest| rest.strip_prefix('-'));
                hashed.is_some_and(|hash| !hash.contains('-'))
            });
            for path in of_package {
                match fs::remove_dir_all(path) {
                    // Another file of the same crate has changed as well.
                    Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                        return Err(Error::io(Op::Remove, path, cause));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// The harness, compiled where it is not there yet.
    fn receipt(&self) -> Result<PathBuf, Error> {
        let toolchain = self.toolchain();
        let id = digest::sha256_hex(format!("{}{}", toolchain.id(), harness::SOURCE).as_bytes());
        let dir = self.home.bases().join(format!("receipt-{}", &id[..12]));
        let library = dir.join("libreceipt.rlib");
        if !library.is_file() {
            let source = dir.join("receipt.rs");
            files::write(&source, harness::SOURCE.as_bytes())?;
            let said = compile::library(self, &toolchain.rustc, &source, &library)?;
            if !library.is_file() {
                return Err(trouble::of_log(&said));
            }
        }
        Ok(library)
    }

    /// Every file of the course from which the base follows, with the hash of its content.
    fn inputs(&self, built: &Built) -> Vec<Value> {
        let root = &self.course.root;
        let names = [
            "Cargo.toml",
            "Cargo.lock",
            "rust-toolchain",
            "rust-toolchain.toml",
        ];
        let mut paths: Vec<PathBuf> = names.iter().map(|name| root.join(name)).collect();
        paths.push(self.kata.crate_dir().join("Cargo.toml"));
        for folder in root.ancestors() {
            paths.push(folder.join(".cargo/config.toml"));
            paths.push(folder.join(".cargo/config"));
        }
        if let Some(home) = self.cargo_home() {
            paths.push(home.join("config.toml"));
            paths.push(home.join("config"));
        }
        paths.extend(built.own_manifests.iter().cloned());
        let dep_infos = built.artifacts.iter().filter_map(|path| dep_info(path));
        let sources = dep_infos.flat_map(|text| sources(&text));
        // Crates of the registry do not change; those of the course have paths below the root.
        let own = sources.map(|path| root.join(path));
        paths.extend(
            own.filter(|path| path.starts_with(root) && !path.starts_with(root.join("target"))),
        );
        paths.sort();
        paths.dedup();
        let entry = |path: &PathBuf| {
            let short = path.strip_prefix(root).unwrap_or(path);
            json!([short, hash(path)])
        };
        paths.iter().map(entry).collect()
    }

    fn cargo_home(&self) -> Option<PathBuf> {
        let environment = &self.config.environment;
        let home = |name| environment.get(name).map(PathBuf::from);
        home("CARGO_HOME")
            .or_else(|| Some(home("HOME").or_else(|| home("USERPROFILE"))?.join(".cargo")))
    }
}

/// The hash of a file's content; another word where it cannot be read.
fn hash(path: &Path) -> String {
    match fs::read(path) {
        Ok(bytes) => digest::sha256_hex(&bytes),
        Err(_) => "none".to_owned(),
    }
}

/// What tells a file that was built from one built at another time.
fn mark(path: &Path) -> String {
    let Ok(about) = fs::metadata(path) else {
        return "none".to_owned();
    };
    let time = about.modified().ok();
    let time = time.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
    format!(
        "{} {}",
        about.len(),
        time.unwrap_or(Duration::ZERO).as_nanos()
    )
}

/// Built later than now: the clock was set back, or was wrong.
fn is_of_the_future(path: &Path) -> bool {
    let modified = fs::metadata(path).and_then(|about| about.modified()).ok();
    let ahead = modified.and_then(|time| time.duration_since(SystemTime::now()).ok());
    ahead.is_some_and(|ahead| ahead > Duration::from_secs(60))
}

/// What rustc says a library was made of.
fn dep_info(library: &Path) -> Option<String> {
    let stem = library.file_stem()?.to_str()?;
    let without = stem.strip_prefix("lib").unwrap_or(stem);
    let names = [format!("{without}.d"), format!("{stem}.d")];
    let found = names.iter().map(|name| library.with_file_name(name));
    found.filter_map(|path| files::read(&path).ok()).next()
}

/// The files after the first colon of a dep-info file, in which a space is written as `\ `.
fn sources(dep_info: &str) -> Vec<PathBuf> {
    let first = dep_info.lines().next().unwrap_or_default();
    let Some((_, list)) = first.split_once(": ") else {
        return Vec::new();
    };
    let list = list.replace("\\ ", "\0");
    let names = list.split_ascii_whitespace();
    names.map(|name| name.replace('\0', " ").into()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_with_spaces_in_their_names() {
        let text = "/t/my\\ deps/libx.rlib: crates/x/src/lib.rs crates/x/my\\ file.rs\n\ncrates/x/src/lib.rs:\n";
        let found = sources(text);
        assert_eq!(
            found,
            [
                Path::new("crates/x/src/lib.rs"),
                Path::new("crates/x/my file.rs")
            ]
        );
        assert!(sources("").is_empty());
    }
}
