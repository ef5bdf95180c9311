//! `trace` on the course itself: what it draws, and what the page does in a browser.

mod forms;
mod long;
mod pictures;
mod refusals;
mod terminals;
mod verdicts;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn trace(words: &[&str]) -> Output {
    trace_in(words, "en", &[("COLUMNS", "100")])
}

/// For somebody who reads that language on such a terminal.
fn trace_in(words: &[&str], lang: &str, terminal: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trace"));
    command.args(words).args(["--lang", lang]);
    for name in ["LC_ALL", "LC_CTYPE", "LANG", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm").envs(terminal.iter().copied());
    command.current_dir(ROOT).output().unwrap()
}

/// The file of a known answer, and the words for it.
fn wrong(section: &str, kata: &str, name: &str) -> PathBuf {
    let path = format!("crates/{section}/wrong/{kata}/{name}.rs");
    let path = Path::new(ROOT).join(path);
    assert!(path.is_file(), "{}", path.display());
    path
}

/// The picture of a known answer.
fn drawn(section: &str, kata: &str, name: &str, more: &[&str]) -> String {
    let answer = wrong(section, kata, name);
    let words = [&[kata], more, &["--answer", answer.to_str().unwrap()]].concat();
    text_of(trace(&words))
}

fn text_of(output: Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}
