//! `trace` on the course itself: what it draws, and what the page does in a browser.

mod forms;
mod pictures;
mod refusals;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn trace(words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trace"));
    command.args(words).args(["--lang", "en"]);
    command.current_dir(ROOT).env("COLUMNS", "100");
    command.output().unwrap()
}

/// The file of a known answer, and the words for it.
fn wrong(section: &str, kata: &str, name: &str) -> PathBuf {
    let path = format!("crates/{section}/wrong/{kata}/{name}.rs");
    let path = Path::new(ROOT).join(path);
    assert!(path.is_file(), "{}", path.display());
    path
}

fn drawn(section: &str, kata: &str, name: &str, more: &[&str]) -> String {
    let answer = wrong(section, kata, name);
    let words = [&[kata], more, &["--answer", answer.to_str().unwrap()]].concat();
    let output = trace(&words);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}
