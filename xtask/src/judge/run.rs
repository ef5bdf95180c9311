//! One test, in a process of its own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::error::Error;
use crate::judge::capture::Capture;
use crate::judge::processes::{Tree, bound};
use crate::judge::{cargo, findings, limits};
use crate::lang::Text;
use crate::verdict::{Finding, TestOutcome, TestReport};

/// Runs the test `name` of the test program.
///
/// # Errors
///
/// The program cannot be started.
pub fn test(program: &Path, dir: &Path, name: &str, limit: Duration) -> Result<TestReport, Error> {
    let reports = Reports::new();
    let (mut tree, capture) = start(program, dir, &reports.path, &[name, "--exact"])?;
    let began = Instant::now();
    let ended = tree.wait(limit, || capture.total() > limits::OUTPUT);
    let took = began.elapsed();
    let cpu = (!ended).then(|| cpu_time(tree.child.id())).flatten();
    let status = tree.end();
    let flooded = capture.total() > limits::OUTPUT;
    let output = capture.text();

    let (mut diagnoses, hung) = reports.read();
    let passed = status.is_some_and(|status| status.success())
        && output
            .lines()
            .any(|line| line.starts_with("test result: ok. 1 passed; 0 failed"));
    let not_run = output
        .lines()
        .any(|line| line.starts_with("test result: ok. 0 passed; 0 failed"));
    let outcome = if ended && passed {
        TestOutcome::Passed
    } else if ended && not_run {
        TestOutcome::Missing
    } else if flooded {
        diagnoses.push(findings::output_flood());
        TestOutcome::Failed
    } else if !ended {
        diagnoses.push(findings::hang(limit, cpu));
        TestOutcome::Hung
    } else if hung {
        TestOutcome::Hung
    } else {
        if diagnoses.is_empty() {
            diagnoses.extend(status.and_then(|status| death(status, &output)));
        }
        TestOutcome::Failed
    };
    Ok(TestReport {
        name: name.to_owned(),
        outcome,
        duration_ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        diagnoses,
        output,
    })
}

/// The names of the tests that the answer itself holds: those below its module.
///
/// # Errors
///
/// The program cannot be started.
pub fn own_tests(program: &Path, dir: &Path, module: &str) -> Result<Vec<String>, Error> {
    let arguments = ["--list", "--format", "terse"];
    let (mut tree, capture) = start(program, dir, Path::new(""), &arguments)?;
    tree.wait(limits::test(), || capture.total() > limits::OUTPUT);
    tree.end();
    let text = capture.text();
    let names = text.lines().filter_map(|line| line.strip_suffix(": test"));
    let below = format!("{module}::");
    let own = names.filter(|name| name.starts_with(&below));
    Ok(own.map(str::to_owned).collect())
}

fn start(
    program: &Path,
    dir: &Path,
    reports: &Path,
    arguments: &[&str],
) -> Result<(Tree, Capture), Error> {
    let spawn = || -> io::Result<(Tree, Capture)> {
        // One pipe for both streams keeps their order.
        let (reader, writer) = io::pipe()?;
        let mut command = cargo::plain(program);
        command
            .args(arguments)
            .args(["--nocapture", "--test-threads=1"])
            .current_dir(dir)
            .env("KATA_REPORT", reports)
            // glibc reserves address space for up to eight arenas a processor.
            .env("MALLOC_ARENA_MAX", "4")
            .stdin(Stdio::null())
            .stdout(writer.try_clone()?)
            .stderr(writer);
        bound(&mut command, limits::MEMORY);
        let tree = Tree::spawn(&mut command)?;
        Ok((tree, Capture::of(reader)))
    };
    spawn().map_err(|cause| Error::io("run", program, &cause))
}

/// How a process died that left no diagnosis; nothing where the test failed in the ordinary way.
fn death(status: ExitStatus, output: &str) -> Option<Finding> {
    if output.contains("has overflowed its stack") {
        return Some(findings::stack_overflow());
    }
    // libtest's own words may stand before it on the line.
    if output
        .lines()
        .any(|line| line.contains("memory allocation of ") && line.contains(" failed"))
    {
        return Some(findings::memory_limit());
    }
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        let name = match signal {
            4 => "SIGILL",
            6 => "SIGABRT",
            8 => "SIGFPE",
            9 => "SIGKILL",
            11 => "SIGSEGV",
            _ => return Some(findings::aborted(&format!("signal {signal}"))),
        };
        return Some(findings::aborted(name));
    }
    // An abort on Windows, and every other exception there.
    let code = status.code()?;
    if code < 0 {
        return Some(findings::aborted(&format!("{code:#x}")));
    }
    let failed = output
        .lines()
        .any(|line| line.starts_with("test result: FAILED."));
    (!failed).then(|| findings::exited_early(code))
}

/// Processor time of a process that has not been reaped.
#[cfg(target_os = "linux")]
fn cpu_time(id: u32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_ascii_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    let (user, system) = (ticks()?, ticks()?);
    // USER_HZ is 100 on every Linux that Rust runs on.
    Some(Duration::from_millis((user + system) * 10))
}

#[cfg(not(target_os = "linux"))]
fn cpu_time(_: u32) -> Option<Duration> {
    None
}

/// The file that probe writes to.
struct Reports {
    path: PathBuf,
}

impl Reports {
    fn new() -> Reports {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("dojo-report-{}-{number}.jsonl", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = fs::remove_file(&path);
        Reports { path }
    }

    /// The findings, and whether probe ended the process.
    fn read(&self) -> (Vec<Finding>, bool) {
        let text = fs::read(&self.path).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let lines = text
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok());
        let lines: Vec<Value> = lines.collect();
        let hung = lines.iter().any(|line| line["hung"] == true);
        (lines.iter().filter_map(finding).collect(), hung)
    }
}

impl Drop for Reports {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

fn finding(line: &Value) -> Option<Finding> {
    let text = |value: &Value| {
        Some(Text {
            en: value["en"].as_str()?.to_owned(),
            ja: value["ja"].as_str()?.to_owned(),
        })
    };
    Some(Finding {
        code: line["code"].as_str()?.to_owned(),
        message: text(&line["message"])?,
        notes: line["notes"].as_array()?.iter().filter_map(text).collect(),
        location: line["location"].as_str().map(str::to_owned),
    })
}
