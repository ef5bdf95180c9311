//! The cargo that builds what an answer stands on, and what it says.

use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use lang::text;
use serde_json::Value;

use super::base::Ground;
use super::limits::Limits;
use super::observer::Event;
use super::recorder;
use super::toolchain::Toolchain;
use super::trouble;
use crate::error::Error;

/// How often somebody may call the build off.
const LOOK: Duration = Duration::from_millis(50);

/// The profile of everything below an answer, whole: what a user's configuration says of `dev`
/// does not show through. Without debug information it compiles and links faster; where a panic
/// was, the program knows without it.
const PROFILE: [&str; 11] = [
    "inherits=\"dev\"",
    "opt-level=0",
    "debug=false",
    "strip=\"debuginfo\"",
    "debug-assertions=true",
    "overflow-checks=true",
    "lto=false",
    "panic=\"unwind\"",
    "incremental=false",
    "codegen-units=16",
    "rpath=false",
];

/// What came of a build.
#[derive(Default)]
pub struct Built {
    /// Every library that it made or found made.
    pub artifacts: Vec<PathBuf>,
    /// The manifests of the course's own crates among them.
    pub own_manifests: Vec<PathBuf>,
    /// What the compiler and cargo said.
    log: String,
    /// cargo fell silent, and was ended.
    silent: bool,
}

/// Builds what the tests of the kata need, and has written down in `record` how they would be
/// compiled themselves.
///
/// # Errors
///
/// There is no cargo, or the work was called off.
pub fn build(ground: &Ground<'_>, toolchain: &Toolchain, record: &Path) -> Result<Built, Error> {
    let (kata, config) = (ground.kata, ground.config);
    let mut cargo = Command::new(&toolchain.cargo);
    cargo
        .args([
            "build",
            "--message-format=json-render-diagnostics",
            "--profile",
            "dojo",
        ])
        .args(["--package", &kata.section, "--test", &kata.id])
        // A section may have all its features by default; a kata waits for its own only.
        .arg("--no-default-features")
        .arg("--target-dir")
        .arg(ground.home.build());
    if !kata.features.is_empty() {
        cargo.args(["--features", &kata.features.join(",")]);
    }
    for setting in PROFILE {
        cargo.arg("--config").arg(format!("profile.dojo.{setting}"));
    }
    cargo
        .current_dir(&ground.course.root)
        .env_clear()
        .envs(config.environment.for_builds())
        // Empty, these rule out what a configuration file says.
        .env("CARGO_ENCODED_RUSTFLAGS", "")
        .env("RUSTC_WRAPPER", "")
        .env("CARGO_TERM_COLOR", "never")
        .env("CARGO_TERM_QUIET", "false")
        .env("CARGO_TERM_VERBOSE", "false")
        .env("CARGO_TERM_PROGRESS_WHEN", "never")
        .env("RUSTC", &toolchain.rustc)
        .env("RUSTC_WORKSPACE_WRAPPER", &config.helper)
        .env(recorder::FILE, record)
        .env(recorder::CRATE, &kata.id)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let child = group::start(&mut cargo).map_err(|cause| {
        let program = toolchain.cargo.display();
        Error::Machine(text!(
            "cannot run `{program}`: {cause}; the dojo needs cargo, see https://rustup.rs",
            "`{program}` を実行できません: {cause}。cargo が必要です (https://rustup.rs を参照)",
        ))
    })?;
    listen(ground, child)
}

enum Line {
    Message(String),
    Log(String),
}

/// Follows cargo to its end, or ends it.
fn listen(ground: &Ground<'_>, mut cargo: Child) -> Result<Built, Error> {
    let (sender, lines) = mpsc::channel();
    // The readers are never waited for: what cargo has started may hold their pipes open for good,
    // a connection that git keeps, for example. That is nothing of ours to end.
    read_lines(cargo.stdout.take(), sender.clone(), Line::Message);
    read_lines(cargo.stderr.take(), sender, Line::Log);
    let mut built = Built::default();
    let mut heard = Instant::now();
    let mut over: Option<Instant> = None;
    loop {
        match lines.recv_timeout(LOOK) {
            Ok(line) => {
                heard = Instant::now();
                match line {
                    Line::Message(line) => built.read(&line, &ground.course.root),
                    Line::Log(line) => {
                        if is_status(&line) {
                            ground.observer.event(Event::Building { line: &line });
                        }
                        built.log.push_str(&line);
                        built.log.push('\n');
                    }
                }
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {}
        }
        if ground.cancel.is_cancelled() {
            group::end(&mut cargo);
            return Err(Error::Cancelled);
        }
        if heard.elapsed() > ground.config.limits.silent_build {
            built.silent = true;
            break;
        }
        // cargo itself has ended: its last lines are on their way.
        if matches!(cargo.try_wait(), Ok(Some(_)))
            && over.get_or_insert_with(Instant::now).elapsed() > 4 * LOOK
        {
            break;
        }
    }
    if built.silent && over.is_none() {
        group::end(&mut cargo);
    }
    let _ = cargo.wait();
    Ok(built)
}

fn read_lines(
    source: Option<impl Read + Send + 'static>,
    lines: Sender<Line>,
    kind: fn(String) -> Line,
) {
    let Some(source) = source else { return };
    thread::spawn(move || {
        for line in BufReader::new(source).split(b'\n') {
            let Ok(line) = line else { return };
            let line = String::from_utf8_lossy(&line).into_owned();
            if lines.send(kind(line)).is_err() {
                return;
            }
        }
    });
}

/// Worth a reader's while: what is compiled or downloaded, and for what is waited.
fn is_status(line: &str) -> bool {
    let verb = line.trim_start().split(' ').next().unwrap_or_default();
    matches!(
        verb,
        "Blocking" | "Compiling" | "Downloading" | "Downloaded" | "Updating" | "Locking"
    )
}

impl Built {
    fn read(&mut self, line: &str, root: &Path) {
        let Ok(message) = serde_json::from_str::<Value>(line) else {
            return;
        };
        if message["reason"] != "compiler-artifact" {
            return;
        }
        let files = message["filenames"].as_array().into_iter().flatten();
        self.artifacts
            .extend(files.filter_map(|file| file.as_str()).map(PathBuf::from));
        if let Some(manifest) = message["manifest_path"].as_str().map(PathBuf::from)
            && manifest.starts_with(root)
        {
            self.own_manifests.push(manifest);
        }
    }

    /// Why there is nothing to compile an answer with.
    pub fn trouble(&self, limits: &Limits) -> Error {
        if !self.silent {
            return trouble::of_log(&self.log);
        }
        let seconds = limits.silent_build.as_secs();
        let last = self.log.lines().last().unwrap_or_default().trim();
        Error::Machine(text!(
            "cargo has not got on for {seconds} s; the last it said: {last}",
            "cargo の処理が {seconds} 秒間進みませんでした。最後の出力: {last}",
        ))
    }
}

/// A process and those it starts, as far as they stay with it.
#[cfg(unix)]
mod group {
    use super::*;
    use rustix::process::{Pid, Signal, kill_process_group};
    use std::os::unix::process::CommandExt as _;

    pub fn start(command: &mut Command) -> io::Result<Child> {
        command.process_group(0).spawn()
    }

    pub fn end(child: &mut Child) {
        // Not reaped yet, so that its number is still its own.
        let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
        let _ = child.kill();
    }
}

#[cfg(not(unix))]
mod group {
    use super::*;

    pub fn start(command: &mut Command) -> io::Result<Child> {
        command.spawn()
    }

    pub fn end(child: &mut Child) {
        let _ = child.kill();
    }
}
