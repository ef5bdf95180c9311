//! A workbench: a scratch crate in which answers stand in the stub's place, under the target
//! folder, with one test target for each answer.
//!
//! cargo goes by modification times, and would take an answer with an older time stamp for the one
//! that it has compiled already. Here a file is written only when its content differs, so that its
//! time is always the time of the change.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::course::Kata;
use crate::digest;
use crate::error::Error;
use crate::files;
use crate::judge::answer::Answer;
use crate::lang::text;
use crate::tree;

/// The package that every workbench is.
pub const PACKAGE: &str = "workbench";

/// A workbench for answers to katas of one section. One process at a time holds it.
pub struct Bench {
    dir: PathBuf,
    root: PathBuf,
    _lock: File,
}

/// An answer on the workbench: a test target of that name.
pub struct Target<'a> {
    pub name: String,
    pub kata: &'a Kata,
    pub answer: Answer,
}

impl Bench {
    /// Opens the workbench `name`, and waits while another process holds it.
    ///
    /// # Errors
    ///
    /// The target folder cannot be written.
    pub fn open(root: &Path, name: &str) -> Result<Bench, Error> {
        let dir = Bench::home(root).join(name);
        fs::create_dir_all(&dir).map_err(|cause| Error::io("create", &dir, &cause))?;
        let path = dir.join(".lock");
        let lock = File::create(&path).map_err(|cause| Error::io("create", &path, &cause))?;
        lock.lock()
            .map_err(|cause| Error::io("lock", &path, &cause))?;
        Ok(Bench {
            dir,
            root: root.to_path_buf(),
            _lock: lock,
        })
    }

    fn home(root: &Path) -> PathBuf {
        root.join("target").join("dojo")
    }

    /// Where everything is built: never where the learner's own cargo builds, and the same for all
    /// workbenches, so that a dependency is compiled once.
    pub fn target_dir(root: &Path) -> PathBuf {
        Bench::home(root).join("build")
    }

    pub fn manifest(&self) -> PathBuf {
        self.dir.join("Cargo.toml")
    }

    /// Puts the answers in place.
    ///
    /// # Errors
    ///
    /// A manifest of the course cannot be read, or the workbench cannot be written.
    pub fn set_up(&self, section_dir: &Path, targets: &[Target<'_>]) -> Result<(), Error> {
        let manifest = manifest(&self.root, section_dir, targets)?;
        write(&self.manifest(), manifest.as_bytes())?;
        let lock = files::read_if_there(&self.root.join("Cargo.lock"))?;
        let own_lock = self.dir.join("Cargo.lock");
        // cargo adds the workbench to its copy; a copy of another lock file is begun anew.
        let origin = self.dir.join("Cargo.lock.origin");
        if let Some(lock) = lock.filter(|lock| !is(&origin, lock) || !own_lock.is_file()) {
            write(&own_lock, &lock)?;
            write(&origin, &lock)?;
        }
        for target in targets {
            self.place(target)?;
        }
        Ok(())
    }

    fn place(&self, target: &Target<'_>) -> Result<(), Error> {
        let tests = target.kata.tests();
        let source = fs::read(&tests).map_err(|cause| Error::io("read", &tests, &cause))?;
        write(&self.test_path(target), &source)?;
        // What several test files share lies in folders beside them.
        if let Some(folder) = tests.parent() {
            for path in tree::files(folder)? {
                let shared = path.strip_prefix(folder).unwrap_or(&path);
                if shared.components().count() > 1 {
                    let bytes =
                        fs::read(&path).map_err(|cause| Error::io("read", &path, &cause))?;
                    write(&self.test_path(target).with_file_name(shared), &bytes)?;
                }
            }
        }
        let path = self.answer_path(target);
        // The stamp stands only while the compiled answer is the one in place: an interrupted
        // build, or a file whose time was tampered with, is written and so compiled again.
        if is(&path, &target.answer.bytes) && self.is_stamped(target) {
            return Ok(());
        }
        self.remove_stamp(target);
        force(&path, &target.answer.bytes)
    }

    /// Compiles the answer once more, by making it new.
    ///
    /// # Errors
    ///
    /// The workbench cannot be written.
    pub fn renew(&self, target: &Target<'_>) -> Result<(), Error> {
        force(&self.answer_path(target), &target.answer.bytes)
    }

    /// Whether the answer in place was compiled before.
    pub fn is_stamped(&self, target: &Target<'_>) -> bool {
        is(&self.stamp_path(target), target.answer.sha256.as_bytes())
    }

    /// Remembers that the answer in place is the one that was compiled.
    ///
    /// # Errors
    ///
    /// The answer in place is not the one that was to be judged, or the stamp cannot be written.
    pub fn stamp(&self, target: &Target<'_>) -> Result<(), Error> {
        let path = self.answer_path(target);
        let bytes = fs::read(&path).map_err(|cause| Error::io("read", &path, &cause))?;
        if digest::sha256_hex(&bytes) != target.answer.sha256 {
            let shown = path.display();
            return Err(Error::Tool(text!(
                "`{shown}` was changed while it was being judged; run the command again",
                "`{shown}` が判定中に変更されました。コマンドをもう一度実行してください",
            )));
        }
        write(&self.stamp_path(target), target.answer.sha256.as_bytes())
    }

    fn remove_stamp(&self, target: &Target<'_>) {
        // One that is not there, or cannot be removed, does not match what is written next.
        let _ = fs::remove_file(self.stamp_path(target));
    }

    fn stamp_path(&self, target: &Target<'_>) -> PathBuf {
        self.dir.join(&target.name).join(".compiled")
    }

    fn test_path(&self, target: &Target<'_>) -> PathBuf {
        self.dir.join(test_file(target))
    }

    fn answer_path(&self, target: &Target<'_>) -> PathBuf {
        let (section, kata) = (&target.kata.section, &target.kata.id);
        let place = format!("{}/exercises/{section}/{kata}.rs", target.name);
        self.dir.join(place)
    }

    /// Gives the files of the workbench the names that people know them by.
    pub fn shorten(&self, target: &Target<'_>, text: &str) -> String {
        let (name, section, kata) = (&target.name, &target.kata.section, &target.kata.id);
        let answer = format!("crates/{section}/tests/../../../exercises/{section}/{kata}.rs");
        slashes(text)
            .replace(&*slashes(&format!("{}/", self.dir.display())), "")
            .replace(&format!("{name}/{answer}"), &target.answer.shown)
            .replace(&format!("{name}/crates/"), "crates/")
            .replace(&*slashes(&format!("{}/", self.root.display())), "")
    }
}

/// Paths with forward slashes. Elsewhere than on Windows a backslash is the answer's own.
fn slashes(text: &str) -> Cow<'_, str> {
    if cfg!(windows) {
        text.replace('\\', "/").into()
    } else {
        text.into()
    }
}

fn test_file(target: &Target<'_>) -> String {
    let (section, kata) = (&target.kata.section, &target.kata.id);
    format!("{}/crates/{section}/tests/{kata}.rs", target.name)
}

/// The manifest of a workbench: the section's own dependencies, the section, and the targets.
fn manifest(root: &Path, section_dir: &Path, targets: &[Target<'_>]) -> Result<String, Error> {
    let workspace = table(&root.join("Cargo.toml"))?;
    let section = table(&section_dir.join("Cargo.toml"))?;
    let shared = workspace.get("workspace").and_then(Value::as_table);
    let shared = |key: &str| {
        let tables = shared.and_then(|shared| shared.get(key));
        tables
            .and_then(Value::as_table)
            .cloned()
            .unwrap_or_default()
    };
    let shared_dependencies = shared("dependencies");
    let mut dependencies = Table::new();
    for key in ["dependencies", "dev-dependencies"] {
        for (name, wish) in section
            .get(key)
            .and_then(Value::as_table)
            .into_iter()
            .flatten()
        {
            let dependency = inherit(wish, shared_dependencies.get(name));
            let base = if is_inherited(wish) {
                root
            } else {
                section_dir
            };
            dependencies.insert(name.clone(), absolute(dependency, base));
        }
    }
    let package = |key: &str| section.get("package").and_then(|package| package.get(key));
    if let Some(Value::String(name)) = package("name") {
        let path = Value::String(section_dir.to_string_lossy().into_owned());
        dependencies.insert(
            name.clone(),
            Value::Table(Table::from_iter([("path".into(), path)])),
        );
    }
    let edition = package("edition")
        .filter(|edition| edition.is_str())
        .cloned();
    let edition = edition.or_else(|| shared("package").get("edition").cloned());

    let mut manifest = Table::new();
    manifest.insert(
        "workspace".into(),
        Value::Table(Table::from_iter([("resolver".into(), Value::from("3"))])),
    );
    let mut own = Table::from_iter([
        ("name".into(), Value::from(PACKAGE)),
        ("version".into(), Value::from("0.0.0")),
        ("publish".into(), Value::from(false)),
        ("autotests".into(), Value::from(false)),
    ]);
    own.extend(edition.map(|edition| ("edition".to_owned(), edition)));
    manifest.insert("package".into(), Value::Table(own));
    let solution = Table::from_iter([("solution".into(), Value::Array(Vec::new()))]);
    manifest.insert("features".into(), Value::Table(solution));
    manifest.insert("dependencies".into(), Value::Table(dependencies));
    // One answer is edited again and again; of many, each is compiled once.
    let profile = profile(workspace.get("profile"), targets.len() == 1);
    manifest.insert("profile".into(), Value::Table(profile));
    let patch = workspace.get("patch").cloned();
    manifest.extend(patch.map(|patch| ("patch".to_owned(), patch)));
    let tests = targets.iter().map(|target| {
        Value::Table(Table::from_iter([
            ("name".into(), Value::from(target.name.as_str())),
            ("path".into(), Value::from(test_file(target))),
        ]))
    });
    manifest.insert("test".into(), Value::Array(tests.collect()));
    Ok(manifest.to_string())
}

/// The course's profiles, for programs that are run once and debugged by nobody.
///
/// Without debug information they compile and link faster, and have an eighth of the size; where a
/// panic was, the program knows without it. Incremental compilation pays for the answer that is
/// edited, and would fill the disk for all others; the dependencies are compiled in one and the
/// same way for both.
fn profile(shared: Option<&Value>, incremental: bool) -> Table {
    let mut profile = shared
        .and_then(Value::as_table)
        .cloned()
        .unwrap_or_default();
    let dev = descend(&mut profile, "dev");
    dev.insert("incremental".into(), Value::from(false));
    dev.insert("debug".into(), Value::from(false));
    // That of the standard library, too.
    dev.insert("strip".into(), Value::from("debuginfo"));
    let packages = descend(dev, "package");
    // cargo warns of a package that is not there.
    packages.retain(|name, _| name == "*");
    let own = descend(packages, PACKAGE);
    own.insert("incremental".into(), Value::from(incremental));
    profile
}

/// The table `key` in `table`, made where there is none.
fn descend<'t>(table: &'t mut Table, key: &str) -> &'t mut Table {
    let empty = || Value::Table(Table::new());
    let inner = table.entry(key.to_owned()).or_insert_with(empty);
    inner.as_table_mut().expect("cargo has read this manifest")
}

fn is_inherited(wish: &Value) -> bool {
    wish.get("workspace") == Some(&Value::Boolean(true))
}

/// What `{ workspace = true, features = […] }` means together with the workspace's own entry.
fn inherit(wish: &Value, shared: Option<&Value>) -> Table {
    let plain = |value: &Value| match value {
        Value::Table(table) => table.clone(),
        version => Table::from_iter([("version".to_owned(), version.clone())]),
    };
    let mut own = plain(wish);
    let Some(shared) = shared.filter(|_| is_inherited(wish)) else {
        return own;
    };
    own.remove("workspace");
    let mut dependency = plain(shared);
    let more = own.remove("features");
    dependency.extend(own);
    if let Some(Value::Array(more)) = more {
        let features = dependency
            .entry("features")
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(features) = features {
            features.extend(more);
        }
    }
    dependency
}

fn absolute(mut dependency: Table, base: &Path) -> Value {
    if let Some(Value::String(path)) = dependency.get_mut("path") {
        *path = base.join(&*path).to_string_lossy().into_owned();
    }
    Value::Table(dependency)
}

fn table(path: &Path) -> Result<Table, Error> {
    files::read(path)?
        .parse()
        .map_err(|cause: toml::de::Error| {
            let path = path.display();
            Error::Tool(text!("`{path}`: {cause}", "`{path}`: {cause}"))
        })
}

fn is(path: &Path, bytes: &[u8]) -> bool {
    fs::read(path).is_ok_and(|content| content == bytes)
}

/// Writes the file unless it holds these bytes already.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if is(path, bytes) {
        return Ok(());
    }
    force(path, bytes)
}

fn force(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let write = || -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, bytes)
    };
    write().map_err(|cause| Error::io("write", path, &cause))
}
