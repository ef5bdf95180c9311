//! Users without luck: each is told what is the matter, and nothing of theirs is lost.

use std::fs::{self, File};
use std::process::Output;
use std::time::{Duration, SystemTime};

#[cfg(target_os = "linux")]
use crate::mini::runs;
use crate::mini::{Mini, SOLUTION, summary, verdict};

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn another_exercise_that_is_a_folder() {
    let mini = Mini::new();
    let toml = mini.root.join("crates/s01-mini/section.toml");
    let text = fs::read_to_string(&toml).unwrap();
    let (head, kata) = text.split_once("[[kata]]").unwrap();
    let other = kata.replace("\"double\"", "\"triple\"");
    fs::write(&toml, format!("{head}[[kata]]{kata}\n[[kata]]{other}")).unwrap();
    fs::create_dir(mini.root.join("exercises/s01-mini/triple.rs")).unwrap();
    mini.write("exercises/s01-mini/double.rs", SOLUTION);
    let output = mini.run(&["check", "double"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    for command in [&["list"][..], &["status"], &[]] {
        assert_eq!(mini.run(command).status.code(), Some(0));
    }
    let output = mini.run(&["check", "triple"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("move it away"),
        "{}",
        stderr(&output)
    );
    let output = mini.run(&["reset", "triple"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("is a folder"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn answer_that_is_a_folder() {
    let mini = Mini::new();
    let output = mini.run(&["check", "double", "--answer", "crates"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("`crates` is a folder"),
        "{}",
        stderr(&output)
    );
}

/// Arithmetic is checked, whatever a cargo configuration says of profiles.
#[test]
fn profile_of_the_user_s_own() {
    let mini = Mini::new();
    mini.write(
        ".cargo/config.toml",
        "[profile.dev]\noverflow-checks = false\ndebug-assertions = false\nopt-level = 3\npanic = \"abort\"\n",
    );
    let overflows = "pub fn double(n: u32) -> u32 {\n    let mut k = std::hint::black_box(250_u8);\n    \
                     for _ in 0..10 {\n        k += 1;\n    }\n    n * 2 + u32::from(k > 200)\n}\n";
    assert_eq!(summary(&mini.judge(overflows)), "unsolved, failed, failed");
    let asserts = "pub fn double(n: u32) -> u32 {\n    debug_assert!(n > 9);\n    n * 2\n}\n";
    assert_eq!(summary(&mini.judge(asserts)), "unsolved, failed, failed");
    assert_eq!(summary(&mini.judge(SOLUTION)), "solved, passed, passed");
}

#[test]
fn variables_of_the_user_s_own() {
    let mini = Mini::new();
    mini.write("answer.rs", SOLUTION);
    for (name, value) in [
        ("RUST_MIN_STACK", "1500000000"),
        ("LD_PRELOAD", "/no/such/library.so"),
        ("RUSTC_WRAPPER", "no-such-wrapper"),
        ("RUSTC_WORKSPACE_WRAPPER", "no-such-wrapper"),
        ("RUSTC", "no-such-compiler"),
        ("RUSTFLAGS", "--no-such-flag"),
        ("CARGO_ENCODED_RUSTFLAGS", "--no-such-flag"),
        ("CARGO_BUILD_RUSTFLAGS", "--no-such-flag"),
        ("CARGO_BUILD_TARGET", "no-such-target"),
        ("CARGO_INCREMENTAL", "nonsense"),
        ("CARGO_PROFILE_DEV_PANIC", "nonsense"),
        (
            "CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUNNER",
            "no-such-runner",
        ),
        ("RUST_TEST_THREADS", "nonsense"),
        ("TOKIO_WORKER_THREADS", "nonsense"),
        ("TMPDIR", "/no/such/folder"),
        ("MALLOC_ARENA_MAX", "nonsense"),
    ] {
        // Nothing known, so that cargo and rustc run both.
        let _ = fs::remove_dir_all(mini.root.join("target/dojo/base"));
        let _ = fs::remove_dir_all(mini.root.join("target/dojo/check"));
        let output = mini.judging().env(name, value).output().unwrap();
        assert_eq!(
            summary(&verdict(&output)),
            "solved, passed, passed",
            "{name}"
        );
    }
    let off = "pub fn double(n: u32) -> u32 {\n    n * 2 + u32::from(n > 0)\n}\n";
    mini.write("answer.rs", off);
    let output = mini
        .judging()
        .env("TMPDIR", "/no/such/folder")
        .output()
        .unwrap();
    assert_eq!(
        summary(&verdict(&output)),
        "unsolved, passed, failed off-by-one"
    );
}

/// What was built under a wrong clock, or has an older time than what was built from it, is built
/// anew when its content has changed.
#[test]
fn clock_that_was_wrong() {
    let mini = Mini::new();
    let tests = fs::read_to_string(mini.root.join("crates/s01-mini/tests/double.rs")).unwrap();
    let lib = "mod two;\npub const FOUR: u32 = 2 * two::TWO;\n";
    mini.write("crates/s01-mini/src/lib.rs", lib);
    mini.write("crates/s01-mini/src/two.rs", "pub const TWO: u32 = 2;\n");
    mini.write(
        "crates/s01-mini/tests/double.rs",
        &tests.replace("seen, 4", "seen, s01_mini::FOUR"),
    );
    assert_eq!(summary(&mini.judge(SOLUTION)), "solved, passed, passed");
    let day = Duration::from_secs(24 * 3600);
    let set = |path: &std::path::Path, time: SystemTime| {
        let file = File::open(path).unwrap();
        file.set_modified(time).unwrap();
    };
    // Older than what was built from the one before.
    let changed = lib.replace("2 *", "1 + 2 *");
    for path in [
        mini.write("crates/s01-mini/src/lib.rs", &changed),
        mini.write(
            "crates/s01-mini/src/two.rs",
            "pub const TWO: u32 = 1 + 1;\n",
        ),
    ] {
        set(&path, SystemTime::now() - 365 * day);
    }
    assert_eq!(summary(&mini.judge(SOLUTION)), "unsolved, passed, failed");
    // Built tomorrow.
    let fingerprints = mini.root.join("target/dojo/build/dojo/.fingerprint");
    for entry in fs::read_dir(fingerprints).unwrap() {
        let folder = entry.unwrap().path();
        for file in fs::read_dir(&folder).unwrap() {
            set(&file.unwrap().path(), SystemTime::now() + day);
        }
        set(&folder, SystemTime::now() + day);
    }
    mini.write("crates/s01-mini/src/lib.rs", lib);
    assert_eq!(summary(&mini.judge(SOLUTION)), "solved, passed, passed");
}

#[cfg(unix)]
#[test]
fn no_git_to_ask_for_the_stub() {
    let mini = Mini::new();
    mini.write("exercises/s01-mini/double.rs", SOLUTION);
    let output = mini
        .xtask(&["reset", "double"])
        .env("PATH", "/no/such/folder")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(
        stderr(&output).contains("no `git` on the path"),
        "{}",
        stderr(&output)
    );
    let kept = fs::read_to_string(mini.root.join("exercises/s01-mini/double.rs")).unwrap();
    assert_eq!(kept, SOLUTION);
}

/// Whoever waits is told for what.
#[test]
fn bench_that_another_command_holds() {
    let mini = Mini::new();
    mini.judge(SOLUTION);
    let lock = File::open(mini.root.join("target/dojo/check/double/.lock")).unwrap();
    lock.lock().unwrap();
    let child = mini
        .judging()
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    // Its first words come while it waits.
    let (mut said, mut child) = (String::new(), child);
    let mut source = std::io::BufReader::new(child.stderr.take().unwrap());
    std::io::BufRead::read_line(&mut source, &mut said).unwrap();
    assert!(said.starts_with("waiting for another command"), "{said}");
    drop(lock);
    let output = child.wait_with_output().unwrap();
    assert_eq!(summary(&verdict(&output)), "solved, passed, passed");
}

#[cfg(unix)]
#[test]
fn progress_that_is_no_file() {
    let mini = Mini::new();
    mini.write("exercises/s01-mini/double.rs", SOLUTION);
    let progress = mini.root.join(".dojo-progress.json");
    let made = std::process::Command::new("mkfifo").arg(&progress).status();
    assert!(made.unwrap().success());
    let told = |output: Output| {
        assert_eq!(output.status.code(), Some(0));
        assert!(
            stderr(&output).contains("not a regular file"),
            "{}",
            stderr(&output)
        );
    };
    told(mini.run(&["list"]));
    told(mini.run(&["check", "double"]));
    fs::remove_file(&progress).unwrap();
    std::os::unix::fs::symlink("/dev/zero", &progress).unwrap();
    told(mini.run(&["list"]));
}

/// A build may leave something behind that is nothing of ours, a compile server, for example: it
/// is not waited for, and not ended.
#[cfg(target_os = "linux")]
#[test]
fn server_that_a_build_has_started() {
    use std::os::unix::fs::PermissionsExt as _;
    let mini = Mini::new();
    let seconds = (6_000_000 + std::process::id()).to_string();
    let cargo = std::env::var("CARGO").unwrap();
    // It keeps cargo's standard error open, in a session of its own.
    let script = format!("#!/bin/sh\nsetsid sleep {seconds} &\nexec '{cargo}' \"$@\"\n");
    let path = mini.write("cargo", &script);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    mini.write("answer.rs", SOLUTION);
    let output = mini.judging().env("CARGO", &path).output().unwrap();
    assert_eq!(summary(&verdict(&output)), "solved, passed, passed");
    assert!(runs(&seconds), "the server was ended");
    let _ = std::process::Command::new("pkill")
        .args(["-f", &format!("sleep {seconds}")])
        .status();
}
