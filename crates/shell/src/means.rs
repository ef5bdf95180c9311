//! What the judge works with, from the surroundings of this process: the one place that reads
//! them.

use std::env;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use dojo::judge::{Config, Event, Limits, Observer};
use dojo::sandbox::Environment;
use dojo::{Error, Op};
use lang::{Lang, text};

/// The cargo that runs this tool, else the one on the path.
pub fn cargo() -> PathBuf {
    env::var_os("CARGO")
        .unwrap_or_else(|| "cargo".into())
        .into()
}

/// The variables of this process.
pub fn environment() -> Environment {
    Environment::of(env::vars_os())
}

/// The judge's means, with `jobs` tests at a time, or what is usual.
///
/// # Errors
///
/// This program cannot be found.
pub fn config(jobs: Option<NonZeroUsize>) -> Result<Config, Error> {
    let helper = program().map_err(|cause| Error::io(Op::Run, Path::new("xtask"), cause))?;
    let mut config = Config::new(cargo(), helper, environment());
    config.jobs = jobs.unwrap_or(config.jobs);
    config.limits = limits();
    Ok(config)
}

/// This program. Where it was linked anew while it runs, as `cargo test` does in the middle of
/// `ci`, Linux says that it was deleted; the new one at its place does the same.
fn program() -> io::Result<PathBuf> {
    let path = env::current_exe()?;
    let there = path
        .to_str()
        .and_then(|path| path.strip_suffix(" (deleted)"));
    Ok(there.map_or(path.clone(), PathBuf::from))
}

/// What is usual, but for two variables, in seconds, for a machine that is slower than most:
/// `KATA_TEST_LIMIT`, the wall time of a test, and `KATA_BUILD_LIMIT`, the time of a compiler and
/// the silence of cargo.
fn limits() -> Limits {
    let mut limits = Limits::default();
    if let Some(test) = seconds("KATA_TEST_LIMIT") {
        limits.test = test;
        // The longer a test may take, the longer it may sleep in between.
        limits.asleep = limits.asleep.max(test / 5);
    }
    if let Some(build) = seconds("KATA_BUILD_LIMIT") {
        limits.build = build;
        limits.silent_build = build;
    }
    limits
}

fn seconds(name: &str) -> Option<Duration> {
    let seconds: f64 = env::var(name).ok()?.parse().ok()?;
    (seconds > 0.0 && seconds < 86_400.0).then(|| Duration::from_secs_f64(seconds))
}

/// Says on standard error what a reader would otherwise wait for without a word.
pub struct Aloud(pub Lang);

impl Observer for Aloud {
    fn event(&self, event: Event<'_>) {
        match event {
            Event::Waiting { lock } => {
                let lock = lock.display();
                let said = text!(
                    "waiting for another command that is at work here (`{lock}`)",
                    "同じ場所で動いている別のコマンドの終了を待っています（`{lock}`）",
                );
                eprintln!("{}", said.in_lang(self.0));
            }
            Event::Building { line } => eprintln!("{line}"),
            Event::Compiled { .. } | Event::Tested { .. } => {}
        }
    }
}

/// The first folder, from the current one upwards, that looks like the course.
///
/// # Errors
///
/// There is none.
pub fn root() -> Result<PathBuf, Error> {
    let here = env::current_dir().map_err(|e| Error::io(Op::Read, Path::new("."), e))?;
    let is_course = |folder: &&Path| {
        folder.join("Cargo.toml").is_file()
            && folder.join("crates").is_dir()
            && folder.join("exercises").is_dir()
    };
    let root = here.ancestors().find(is_course).ok_or_else(|| {
        let here = here.display();
        Error::Asked(text!(
            "`{here}` is not inside the course: no folder above it has `Cargo.toml`, `crates` and `exercises`",
            "`{here}` は教材のフォルダーの中ではありません（`Cargo.toml`、`crates`、`exercises` のある上位フォルダーがありません）",
        ))
    })?;
    Ok(root.to_path_buf())
}
