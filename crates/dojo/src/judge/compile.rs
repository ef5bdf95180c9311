//! One answer, compiled with its kata's tests by rustc itself.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

use super::base::{Base, Ground};
use super::home::Home;
use super::limits::Limits;
use super::trouble;
use super::{Config, config, shut_in};
use crate::error::{Error, Op};
use crate::sandbox::{Bound, Cancel, Ended, Reach, Status, Task};
use crate::verdict::{Compile, Message};

/// Codes of errors about a library that is not there, or not as it was.
const OF_THE_BASE: [&str; 7] = [
    "E0460", "E0461", "E0462", "E0463", "E0464", "E0514", "E0786",
];

/// What to compile, and how.
pub struct Order<'a> {
    pub config: &'a Config,
    pub cancel: &'a Cancel,
    pub base: &'a Base,
    /// Where the files stand as they do under the course's root.
    pub folder: &'a Path,
    /// The kata.
    pub name: &'a str,
    /// The test file, from the folder.
    pub tests: &'a str,
    /// How the answer is named in messages and panics, in place of its path.
    pub shown: (&'a str, &'a str),
    /// With libtest, for the answer's own tests.
    pub with_libtest: bool,
    /// Where to keep what the next compilation can use again: for an answer that is edited, and
    /// not for one that is compiled once.
    pub incremental: Option<&'a Path>,
    /// The program to make.
    pub program: &'a Path,
    /// Where the libraries lie that an answer is linked with.
    pub home: &'a Home,
}

/// What the compiler made of an answer.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// There is a program.
    pub done: bool,
    /// What was said.
    pub compile: Compile,
    /// A library was not as it should be.
    pub of_the_base: bool,
}

/// Compiles the answer.
///
/// # Errors
///
/// The compiler cannot be run, or cannot do its work, which is not the answer's fault.
pub fn answer(order: &Order<'_>) -> Result<Compiled, Error> {
    let mut arguments: Vec<OsString> = Vec::new();
    let mut add = |words: &[&str]| arguments.extend(words.iter().map(OsString::from));
    add(&["--crate-name", order.name, order.tests, "--emit=link"]);
    add(&["--error-format=json", "--json=diagnostic-rendered-ansi"]);
    add(&[
        "-C",
        "opt-level=0",
        "-C",
        "debuginfo=0",
        "-C",
        "strip=debuginfo",
    ]);
    add(&["-C", "debug-assertions=on", "-C", "overflow-checks=on"]);
    add(&["-C", "embed-bitcode=no"]);
    match order.with_libtest {
        true => add(&["--test"]),
        false => add(&["--crate-type", "bin"]),
    }
    match order.incremental {
        Some(folder) => add(&["-C", &format!("incremental={}", folder.display())]),
        None => add(&["-C", "codegen-units=1"]),
    }
    let (path, shown) = order.shown;
    add(&["--remap-path-prefix", &format!("{path}={shown}")]);
    add(&[
        "--extern",
        &format!("receipt={}", order.base.receipt.display()),
    ]);
    let rest = order.base.record.of_every_answer();
    arguments.extend(rest.into_iter().map(OsString::from));
    arguments.push("-o".into());
    arguments.push(order.program.into());
    let mut environment = order.config.environment.for_builds();
    let told = order.base.record.environment.iter();
    environment.extend(told.map(|(name, value)| (name.into(), value.into())));
    let reach = || Reach {
        read: vec![
            order.home.build(),
            order.home.bases(),
            order.base.toolchain(),
        ],
        write: vec![order.folder.to_path_buf()],
        loopback: false,
        programs: true,
    };
    let confined = shut_in::words(order.config, order.folder, &mut environment, reach)?;
    let task = Task {
        program: &order.base.rustc,
        arguments,
        confined,
        folder: order.folder,
        environment,
        bounds: order.config.limits.of_build(),
        receipt: false,
    };
    let ended = run(&task, order.config, order.cancel)?;
    if !ended.status.is_some_and(Status::success) {
        shut_in::check(order.config, &ended)?;
    }
    read(&ended, order.program, &order.config.limits)
}

/// Compiles a library from one file, and returns what the compiler said.
///
/// # Errors
///
/// The compiler cannot be run.
pub fn library(
    ground: &Ground<'_>,
    rustc: &Path,
    source: &Path,
    library: &Path,
) -> Result<String, Error> {
    let mut arguments: Vec<OsString> = Vec::new();
    let flags = [
        "--edition=2024",
        "--crate-type=rlib",
        "--crate-name=receipt",
    ];
    arguments.extend(flags.iter().map(OsString::from));
    if config::IS_PORTABLE {
        arguments.push("--cfg=dojo_portable".into());
    }
    arguments.extend([source.into(), "-o".into(), library.into()]);
    let task = Task {
        program: rustc,
        arguments,
        confined: Vec::new(),
        folder: source.parent().unwrap_or(Path::new(".")),
        environment: ground.config.environment.for_builds(),
        bounds: ground.config.limits.of_build(),
        receipt: false,
    };
    Ok(run(&task, ground.config, ground.cancel)?.output)
}

fn run(task: &Task<'_>, config: &Config, cancel: &Cancel) -> Result<Ended, Error> {
    let ended = task.run(&config.helper, cancel, &|_: Duration| false);
    cancel.check()?;
    ended.map_err(|cause| Error::io(Op::Run, task.program, cause))
}

/// Reads rustc's messages.
fn read(ended: &Ended, program: &Path, limits: &Limits) -> Result<Compiled, Error> {
    let mut compiled = Compiled::default();
    let (mut errors, mut of_the_machine) = (0, String::new());
    let mut log = String::new();
    for line in ended.output.lines() {
        let message: Value = match serde_json::from_str(line) {
            Ok(message) => message,
            // The compiler's own last words, where it dies.
            Err(_) => {
                log.push_str(line);
                log.push('\n');
                continue;
            }
        };
        let rendered = message["rendered"].as_str().unwrap_or_default();
        let placed = message["spans"]
            .as_array()
            .is_some_and(|spans| !spans.is_empty());
        let error = match message["level"].as_str() {
            Some(level) if level.starts_with("error") => true,
            // The closing line, "2 warnings emitted", is a warning too, without a place.
            Some("warning") if placed => false,
            _ => continue,
        };
        if error {
            // "aborting due to 2 previous errors", "could not compile".
            let text = message["message"].as_str().unwrap_or_default();
            if !placed && text.starts_with("aborting due to") {
                continue;
            }
            errors += 1;
            // What the compiler dislikes has a place in the source; what the linker dislikes, or
            // the file system, has not.
            if !placed && trouble::is_of_the_machine(&crate::ansi::plain(rendered)) {
                of_the_machine = crate::ansi::plain(rendered);
            }
            let code = message["code"]["code"]
                .as_str()
                .filter(|code| is_code(code));
            let codes = &mut compiled.compile.codes;
            if let Some(code) = code.filter(|code| !codes.iter().any(|known| known == code)) {
                codes.push(code.to_owned());
            }
        } else {
            compiled.compile.warnings += 1;
        }
        compiled.compile.messages.push(Message {
            error,
            rendered: rendered.to_owned(),
        });
    }
    let success = ended.status.is_some_and(|status| status.success());
    if success && ended.by.is_none() && program.is_file() {
        compiled.done = true;
        return Ok(compiled);
    }
    if !of_the_machine.is_empty() {
        return Err(trouble::of_log(&of_the_machine));
    }
    if let Some(by) = ended.by {
        compiled.compile.messages.push(ended_by(by, limits));
        return Ok(compiled);
    }
    if errors == 0 {
        // It died over the answer: out of stack or memory, or of a fault of its own.
        if trouble::is_of_the_machine(&log) {
            return Err(trouble::of_log(&log));
        }
        compiled.compile.messages.push(died(ended, &log, limits));
    }
    let codes = compiled.compile.codes.iter();
    compiled.of_the_base = codes.clone().any(|code| OF_THE_BASE.contains(&&**code));
    Ok(compiled)
}

fn ended_by(by: Bound, limits: &Limits) -> Message {
    let seconds = limits.build.as_secs();
    let why = match by {
        Bound::Output => "printed without end".to_owned(),
        _ => format!("did not end within {seconds} s"),
    };
    Message {
        error: true,
        rendered: format!("error: the compiler {why}, and was stopped\n"),
    }
}

fn died(ended: &Ended, log: &str, limits: &Limits) -> Message {
    let gibibytes = limits.build_memory >> 30;
    let how = match ended.status {
        _ if log.contains("memory allocation") => {
            format!("needs more than the {gibibytes} GiB of memory that it may have")
        }
        Some(status) => format!("died over it ({status:?})"),
        None => "died over it".to_owned(),
    };
    Message {
        error: true,
        rendered: format!("error: the compiler {how}\n{log}"),
    }
}

fn is_code(code: &str) -> bool {
    code.len() == 5 && code.starts_with('E') && code[1..].bytes().all(|b| b.is_ascii_digit())
}

/// Where the program of a target lies.
pub fn program(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
