//! Says that something is compiled: the alias is quiet, so that nothing of cargo's stands between a
//! learner and a verdict, and a first `cargo xtask` would be silent for half a minute.
//!
//! It is said on the terminal itself, since cargo keeps what a build script prints; and only where
//! it is `cargo xtask` that compiles, not an editor.

use std::fs::{self, OpenOptions};
use std::io::Write as _;

fn main() {
    for path in [
        "build.rs",
        "src",
        "../crates/dojo/src",
        "../crates/shell/src",
        "../Cargo.lock",
    ] {
        println!("cargo::rerun-if-changed={path}");
    }
    if is_asked_by_hand() == Some(true) {
        let terminal = OpenOptions::new().write(true).open("/dev/tty");
        let said = terminal.and_then(|mut terminal| {
            let ja = std::env::var("KATA_LANG")
                .or(std::env::var("LC_ALL"))
                .or(std::env::var("LANG"));
            let text = match ja.is_ok_and(|lang| lang.starts_with("ja")) {
                true => "ツールをコンパイルしています（最初と更新後だけです）…\n",
                false => "compiling the tools, which happens once, and after an update …\n",
            };
            terminal.write_all(text.as_bytes())
        });
        // Without a terminal there is nobody to wonder.
        drop(said);
    }
}

/// Whether the cargo that runs this was started as `cargo xtask`, where the system tells.
fn is_asked_by_hand() -> Option<bool> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let parent = stat.rsplit_once(')')?.1.split_ascii_whitespace().nth(1)?;
    let words = fs::read(format!("/proc/{parent}/cmdline")).ok()?;
    let mut words = words.split(|byte| *byte == 0);
    Some(words.nth(1)? == b"xtask")
}
