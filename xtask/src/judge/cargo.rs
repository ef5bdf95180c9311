//! The cargo that compiles a workbench, and what it says.

use std::collections::HashMap;
use std::env;
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, IsTerminal as _, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Instant;

use serde_json::Value;

use crate::error::Error;
use crate::judge::bench::PACKAGE;
use crate::judge::limits;
use crate::judge::processes::Tree;
use crate::lang::text;
use crate::verdict::Compile;

/// What became of the targets of one build.
#[derive(Default)]
pub struct Build {
    targets: HashMap<String, Built>,
    /// What cargo said apart from its messages.
    log: String,
    /// Cargo fell silent, and was ended.
    ended: bool,
    /// The last that cargo began to compile was the answers.
    at_the_answers: bool,
    pub seconds: f64,
}

/// What became of one target.
#[derive(Default)]
pub struct Built {
    pub executable: Option<PathBuf>,
    /// It was there already.
    pub fresh: bool,
    pub compile: Compile,
    errors: usize,
    /// An error is not of the answer: no linker, a full disk.
    of_the_machine: bool,
}

/// The cargo that runs this tool, else the one on the path.
pub fn program() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// A cargo command that the user's environment does not bend: flags that turn warnings into
/// errors, another target folder, or another target must not change a verdict.
pub fn command() -> Command {
    let mut command = plain(Path::new(&program()));
    // These rule out what a configuration file says: no flags, and status lines that can be read.
    command
        .env("CARGO_ENCODED_RUSTFLAGS", "")
        .env("CARGO_TERM_QUIET", "false")
        .env("CARGO_TERM_VERBOSE", "false");
    command
}

/// Any program, in the same environment.
pub fn plain(program: &Path) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        let name_text = name.to_string_lossy();
        let bends = [
            "RUSTFLAGS",
            "CARGO_ENCODED_RUSTFLAGS",
            "CARGO_INCREMENTAL",
            "CARGO_TARGET_DIR",
        ]
        .contains(&&*name_text)
            || [
                "CARGO_BUILD_",
                "CARGO_PROFILE_",
                "CARGO_TERM_",
                "RUST_TEST_",
            ]
            .iter()
            .any(|prefix| name_text.starts_with(prefix));
        if bends {
            command.env_remove(&name);
        }
    }
    command.env("RUST_BACKTRACE", "0");
    command
}

/// Compiles the test targets of a workbench, as many as compile.
///
/// # Errors
///
/// There is no cargo.
pub fn build(manifest: &Path, target_dir: &Path) -> Result<Build, Error> {
    let began = Instant::now();
    let mut cargo = command();
    cargo
        .args(["build", "--tests", "--keep-going", "--message-format=json"])
        .arg("--manifest-path")
        .arg(manifest)
        .arg("--target-dir")
        .arg(target_dir)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut tree = Tree::spawn(&mut cargo).map_err(|cause| {
        let program = program().display().to_string();
        Error::Tool(text!(
            "cannot run `{program}`: {cause}; the dojo needs cargo, see https://rustup.rs",
            "`{program}` を実行できません: {cause}。cargo が必要です (https://rustup.rs を参照)",
        ))
    })?;
    let (sender, lines) = mpsc::channel();
    let stdout = tree.child.stdout.take();
    let stderr = tree.child.stderr.take();
    let log_sender = sender.clone();
    let messages =
        thread::spawn(move || read_lines(stdout, |line| sender.send(Line::Message(line))));
    let log = thread::spawn(move || read_lines(stderr, |line| log_sender.send(Line::Log(line))));
    let mut build = Build::default();
    // A first build takes long enough to make a learner wonder.
    let show = io::stderr().is_terminal();
    loop {
        match lines.recv_timeout(limits::silent_build()) {
            Ok(Line::Message(line)) => build.read(&line),
            Ok(Line::Log(line)) => {
                let status = Status::of(&line);
                build.at_the_answers = match status {
                    Some(status) => status == Status::Answers,
                    None => build.at_the_answers,
                };
                if status == Some(Status::Others) && show {
                    eprintln!("{line}");
                }
                build.log.push_str(&line);
                build.log.push('\n');
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                build.ended = true;
                break;
            }
        }
    }
    tree.end();
    for reader in [messages, log] {
        let _ = reader.join();
    }
    build.seconds = began.elapsed().as_secs_f64();
    Ok(build)
}

/// What cargo is at, by a line of its log.
#[derive(Clone, Copy, PartialEq)]
enum Status {
    /// The answers, and nothing but the answers.
    Answers,
    /// Dependencies, or the wait for another cargo.
    Others,
}

impl Status {
    fn of(line: &str) -> Option<Status> {
        let (verb, object) = line.trim_start().split_once(' ')?;
        match verb {
            "Compiling" if object.split(' ').next() == Some(PACKAGE) => Some(Status::Answers),
            "Blocking" | "Compiling" | "Downloading" | "Updating" => Some(Status::Others),
            _ => None,
        }
    }
}

enum Line {
    Message(String),
    Log(String),
}

fn read_lines<E>(source: Option<impl Read>, mut take: impl FnMut(String) -> Result<(), E>) {
    let Some(source) = source else { return };
    for line in BufReader::new(source).split(b'\n') {
        let Ok(line) = line else { return };
        if take(String::from_utf8_lossy(&line).into_owned()).is_err() {
            return;
        }
    }
}

impl Build {
    fn read(&mut self, line: &str) {
        let Ok(message) = serde_json::from_str::<Value>(line) else {
            return;
        };
        let target = &message["target"];
        if target["kind"][0] != "test" {
            return;
        }
        let name = target["name"].as_str().unwrap_or_default().to_owned();
        let built = self.targets.entry(name).or_default();
        match message["reason"].as_str() {
            Some("compiler-artifact") => {
                built.executable = message["executable"].as_str().map(PathBuf::from);
                built.fresh = message["fresh"] == true;
            }
            Some("compiler-message") => built.note(&message["message"]),
            _ => {}
        }
    }

    /// Whether cargo took what it had compiled before.
    pub fn is_fresh(&self, name: &str) -> bool {
        self.targets
            .get(name)
            .is_some_and(|built| built.executable.is_some() && built.fresh)
    }

    /// What became of the target.
    ///
    /// # Errors
    ///
    /// It was not compiled, and not through a fault of its own: a dependency, the registry, or the
    /// machine is at fault.
    pub fn take(&mut self, name: &str) -> Result<Built, Error> {
        let mut built = self.targets.remove(name).unwrap_or_default();
        if built.executable.is_some() {
            return Ok(built);
        }
        if built.errors > 0 && !built.of_the_machine {
            return Ok(built);
        }
        if self.ended {
            let seconds = limits::silent_build().as_secs();
            if self.at_the_answers {
                let text = format!("error: the compiler did not end within {seconds} s\n");
                built.compile.rendered.push_str(&text);
                return Ok(built);
            }
            let last = self.log.lines().last().unwrap_or_default().trim();
            return Err(Error::Tool(text!(
                "cargo has not got on for {seconds} s; the last it said: {last}",
                "cargo の処理が {seconds} 秒間進みませんでした。最後の出力: {last}",
            )));
        }
        // The compiler itself died over the answer: it ran out of stack or of memory, or panicked.
        if self
            .log
            .contains(&format!("could not compile `{PACKAGE}` (test \"{name}\")"))
            && !built.of_the_machine
            && !is_machine_trouble(&self.log)
        {
            built.compile.rendered.push_str(&self.log);
            return Ok(built);
        }
        let cause = if built.of_the_machine {
            &built.compile.rendered
        } else {
            &self.log
        };
        let cause = last_error(cause);
        Err(Error::Tool(text!(
            "cargo could not build the workbench, which is not the answer's fault: {cause}",
            "作業台をビルドできませんでした。解答のせいではありません: {cause}",
        )))
    }
}

/// From the first line that says `error`.
fn last_error(log: &str) -> &str {
    let start = log.find("error").unwrap_or(0);
    log[start..].trim()
}

impl Built {
    fn note(&mut self, message: &Value) {
        let rendered = message["rendered"].as_str().unwrap_or_default();
        let code = message["code"]["code"].as_str();
        match message["level"].as_str() {
            Some("error" | "error: internal compiler error") => {
                self.errors += 1;
                self.of_the_machine |= is_of_the_machine(message);
                let code = code.filter(|code| is_error_code(code)).map(str::to_owned);
                if let Some(code) = code.filter(|code| !self.compile.codes.contains(code)) {
                    self.compile.codes.push(code);
                }
            }
            // The closing line, "2 warnings emitted", is a warning too, without a place.
            Some("warning")
                if message["spans"]
                    .as_array()
                    .is_some_and(|spans| !spans.is_empty()) =>
            {
                self.compile.warnings += 1;
            }
            _ => return,
        }
        self.compile.rendered.push_str(rendered);
    }
}

/// Whether the compiler could not do its work, rather than disliked what it read.
fn is_of_the_machine(error: &Value) -> bool {
    // What the compiler dislikes has a place in the source; what the linker dislikes has not.
    let placed = error["spans"]
        .as_array()
        .is_some_and(|spans| !spans.is_empty());
    let rendered = error["rendered"].as_str().unwrap_or_default();
    !placed && (is_machine_trouble(rendered) || is_linker_trouble(rendered))
}

fn is_machine_trouble(text: &str) -> bool {
    const SIGNS: [&str; 6] = [
        "No space left on device",
        "Disk quota exceeded",
        "Read-only file system",
        "Permission denied",
        "Cannot allocate memory",
        "SIGKILL",
    ];
    SIGNS.iter().any(|sign| text.contains(sign))
}

/// There is no linker, or it failed, and not over a name or a library that the answer asks for.
fn is_linker_trouble(text: &str) -> bool {
    const OF_THE_ANSWER: [&str; 7] = [
        "undefined",
        "unresolved external",
        "duplicate symbol",
        "multiple definition",
        "unable to find library",
        "cannot find -l",
        "library not found",
    ];
    let text = text.to_lowercase();
    text.contains("error: linker `")
        || text.contains("error: linking with `")
            && !OF_THE_ANSWER.iter().any(|sign| text.contains(sign))
}

fn is_error_code(code: &str) -> bool {
    code.len() == 5 && code.starts_with('E') && code[1..].bytes().all(|b| b.is_ascii_digit())
}
