//! What a verdict depends on beside the answer, by content: the same on every machine that has the
//! same course and the same toolchain.

use std::path::Path;
use std::process::Command;

use dojo::{Course, Error, Kata, Op, digest, files, judge, walk};

/// What is common to all katas.
pub struct Suite(String);

impl Suite {
    /// Reads what all of them stand on: the lock file, the support crates, the compiler.
    ///
    /// # Errors
    ///
    /// A file cannot be read, or the compiler cannot be asked.
    pub fn of(course: &Course, cargo: &Path) -> Result<Suite, Error> {
        let rustc = cargo.with_file_name("rustc");
        let said = Command::new(&rustc)
            .arg("-vV")
            .output()
            .map_err(|cause| Error::io(Op::Run, &rustc, cause))?;
        let mut content = String::from_utf8_lossy(&said.stdout).into_owned();
        content += env!("CARGO_PKG_VERSION");
        for name in ["Cargo.toml", "Cargo.lock"] {
            if let Some(bytes) = files::read_if_there(&course.root.join(name))? {
                content += &digest::sha256_hex(&bytes);
            }
        }
        for name in ["lang", "probe", "loopback", "dojo"] {
            content += &of_folder(&course.root.join("crates").join(name).join("src"))?;
        }
        Ok(Suite(content))
    }

    /// For one kata, and the tests of it that students never had.
    ///
    /// # Errors
    ///
    /// A file cannot be read.
    pub fn of_kata(&self, kata: &Kata, hidden: Option<&Kata>) -> Result<String, Error> {
        let mut content = self.0.clone();
        content += &of_folder(&kata.crate_dir().join("src"))?;
        content += &files::read(&kata.crate_dir().join("Cargo.toml"))?;
        content += &judge::tests_id(kata)?;
        if let Some(hidden) = hidden {
            content += &judge::tests_id(hidden)?;
        }
        Ok(digest::sha256_hex(content.as_bytes()))
    }
}

/// All files below a folder, in their order; nothing where there is none.
fn of_folder(folder: &Path) -> Result<String, Error> {
    let mut content = String::new();
    if folder.is_dir() {
        for path in walk::files(folder)? {
            let name = path.strip_prefix(folder).unwrap_or(&path);
            content += &name.to_string_lossy();
            content += &digest::sha256_hex(&files::bytes(&path)?);
        }
    }
    Ok(digest::sha256_hex(content.as_bytes()))
}
