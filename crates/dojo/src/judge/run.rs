//! One test, in a process of its own.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use lang::text;

use super::identity::Identity;
use super::report::{Report, Reported};
use super::{Config, findings, shut_in};
use crate::error::{Error, Op};
use crate::panic::panic_of;
use crate::sandbox::{Bound, Cancel, Ended, Reach, Receipt, Status, Task};
use crate::verdict::{Finding, TestOutcome, TestReport};

/// A test that begins when the verdict is known already still has this part of the time.
const AT_LEAST: u32 = 5;

/// A folder that goes when the test is over, with whatever lies in it.
struct Removed<'a>(&'a Path);

impl Drop for Removed<'_> {
    fn drop(&mut self) {
        // What cannot be removed harms nobody: the next test has another one.
        let _ = fs::remove_dir_all(self.0);
    }
}

/// What the tests of one answer share.
pub struct Bout<'a> {
    pub config: &'a Config,
    pub cancel: &'a Cancel,
    /// Where reports lie while a test runs.
    pub reports: &'a Path,
    pub program: &'a Identity,
    /// The answer, as panics name it.
    pub answer: &'a str,
    /// The folder of the section's crate.
    pub folder: &'a Path,
    /// Which of them have failed so far, and since when that is known.
    pub failed: Mutex<Vec<(usize, Instant)>>,
    /// Where the traces of its tests go.
    pub trace: Option<PathBuf>,
    /// The tests talk over 127.0.0.1.
    pub loopback: bool,
    /// Every test is run to its end, whatever became of those before it.
    pub to_the_end: bool,
}

impl Bout<'_> {
    /// Runs the test `name`, which is the one with that `number`.
    ///
    /// # Errors
    ///
    /// The program cannot be started, or the work was called off.
    pub fn test(&self, number: usize, name: &str) -> Result<TestReport, Error> {
        let is_known = || !self.to_the_end && self.is_known_before(number);
        let (ended, reported) = self.run(vec![name.into()], true, &is_known)?;
        let report = self.report(name, ended, reported);
        if report.outcome.is_failure() {
            self.failed().push((number, Instant::now()));
        }
        Ok(report)
    }

    /// Runs a test once more of which the outcome is known: nobody waits for it as long as the first
    /// time.
    ///
    /// # Errors
    ///
    /// As [`test`](Bout::test).
    pub fn again(&self, name: &str) -> Result<TestReport, Error> {
        let (began, grace) = (Instant::now(), self.config.limits.after_failure);
        let is_over = || began.elapsed() > grace;
        let (ended, reported) = self.run(vec![name.into()], true, &is_over)?;
        Ok(self.report(name, ended, reported))
    }

    /// Whether a test before this one has not passed, and that for some time: what a learner reads
    /// first is decided then. A test before it is never cut off, so that chance does not choose.
    fn is_known_before(&self, number: usize) -> bool {
        let grace = self.config.limits.after_failure;
        let failed = self.failed();
        let mut before = failed.iter().filter(|(other, _)| *other < number);
        before.any(|(_, since)| since.elapsed() > grace)
    }

    fn failed(&self) -> MutexGuard<'_, Vec<(usize, Instant)>> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs a test that the answer itself holds, as libtest does.
    ///
    /// # Errors
    ///
    /// As [`test`](Bout::test).
    pub fn own_test(&self, name: &str) -> Result<TestReport, Error> {
        let words = [name, "--exact", "--nocapture", "--test-threads=1"];
        let (mut ended, reported) =
            self.run(words.map(OsString::from).to_vec(), false, &|| false)?;
        let success = ended.status.is_some_and(Status::success);
        // Nobody asks for a receipt: these tests do not count.
        ended.receipt = match ended.status {
            _ if success => Receipt::Passed,
            Some(Status::Exited(101)) => Receipt::Failed,
            _ => Receipt::None,
        };
        Ok(self.report(name, ended, reported))
    }

    /// The names of the tests that the answer itself holds: those below its module.
    ///
    /// # Errors
    ///
    /// As [`test`](Bout::test).
    pub fn own_tests(&self, module: &str) -> Result<Vec<String>, Error> {
        let words = ["--list", "--format", "terse"];
        let (ended, _) = self.run(words.map(OsString::from).to_vec(), false, &|| false)?;
        let lines = ended.output.lines();
        let below = format!("{module}::");
        let own = lines.filter_map(|line| line.strip_suffix(": test"));
        let own = own.filter(|name| name.starts_with(&below));
        Ok(own.map(str::to_owned).collect())
    }

    fn run(
        &self,
        arguments: Vec<OsString>,
        receipt: bool,
        is_known: &dyn Fn() -> bool,
    ) -> Result<(Ended, Reported), Error> {
        self.cancel.check()?;
        let report = Report::new(self.reports);
        let report = report.map_err(|cause| Error::io(Op::Create, self.reports, cause))?;
        let mut environment = self.config.environment.for_tests();
        let mut set = |name: &str, value: OsString| environment.push((name.into(), value));
        set("KATA_REPORT", report.path().into());
        if let (Some(folder), Some(name)) = (&self.trace, arguments.first()) {
            fs::create_dir_all(folder).map_err(|e| Error::io(Op::Create, folder, e))?;
            let mut file = name.clone();
            file.push(".jsonl");
            let file = folder.join(file);
            // A test appends to it: what another run has left there would stand before its own.
            let _ = fs::remove_file(&file);
            set("KATA_TRACE", file.into());
        }
        set("RUST_BACKTRACE", "0".into());
        // glibc reserves address space for up to eight arenas a processor.
        set("MALLOC_ARENA_MAX", "4".into());
        let private = report.path().with_extension("private");
        let reach = || Reach {
            read: vec![
                self.program.path().to_path_buf(),
                self.folder.join("tests"),
                self.folder.join("fixtures"),
            ],
            write: vec![report.path().to_path_buf(), private.clone()],
            loopback: self.loopback,
            programs: false,
        };
        let _private = Removed(&private);
        let confined = shut_in::words(self.config, &private, &mut environment, reach)?;
        let task = Task {
            program: self.program.path(),
            arguments,
            confined,
            folder: self.folder,
            environment,
            bounds: self.config.limits.of_test(),
            receipt,
        };
        let at_least = self.config.limits.after_failure / AT_LEAST;
        let stop = |took: Duration| took > at_least && is_known();
        let ended = task.run(&self.config.helper, self.cancel, &stop);
        self.cancel.check()?;
        let ended = ended.map_err(|cause| Error::io(Op::Run, self.program.path(), cause))?;
        if ended.receipt == Receipt::None && !ended.status.is_some_and(Status::success) {
            shut_in::check(self.config, &ended)?;
        }
        let mut reported = report.read();
        if ended.by.is_none() && ended.status.is_none() {
            reported.tampered = Some(findings::tampering(text!(
                "the process that watches the test was ended while the test ran",
                "テストの実行中に、テストを見張るプロセスが終了させられました",
            )));
        }
        if !self.program.holds() {
            reported.tampered = Some(findings::tampering(text!(
                "the test program is not the one that was compiled",
                "テストのプログラムが、コンパイルしたものではなくなっています",
            )));
        }
        Ok((ended, reported))
    }

    fn report(&self, name: &str, ended: Ended, reported: Reported) -> TestReport {
        let mut diagnoses = reported.findings;
        diagnoses.splice(0..0, reported.tampered);
        let outcome = match ended.by {
            Some(Bound::Output) => {
                diagnoses.push(findings::output_flood(&self.config.limits));
                TestOutcome::Failed
            }
            Some(Bound::Caller) if diagnoses.is_empty() => TestOutcome::Unfinished,
            Some(_) => {
                // What probe has found before is the better name.
                if diagnoses.is_empty() {
                    diagnoses.push(findings::hang(ended.took, ended.cpu));
                }
                TestOutcome::Hung
            }
            None if reported.hung => TestOutcome::Hung,
            None if ended.receipt == Receipt::Missing => TestOutcome::Missing,
            None => {
                let success = ended.status.is_some_and(Status::success);
                let passed = success && ended.receipt == Receipt::Passed && diagnoses.is_empty();
                if !passed && diagnoses.is_empty() && ended.receipt != Receipt::Failed {
                    diagnoses.extend(self.death(&ended));
                }
                match passed {
                    true => TestOutcome::Passed,
                    false => TestOutcome::Failed,
                }
            }
        };
        TestReport {
            name: name.to_owned(),
            outcome,
            duration_ms: u64::try_from(ended.took.as_millis()).unwrap_or(u64::MAX),
            diagnoses,
            panic: match outcome {
                TestOutcome::Passed => None,
                _ => panic_of(name, self.answer, &ended.output),
            },
            output: ended.output,
        }
    }

    /// How a process died that left neither a diagnosis nor a receipt.
    fn death(&self, ended: &Ended) -> Option<Finding> {
        let says = |words: &str| ended.output.lines().any(|line| line.contains(words));
        if says("has overflowed its stack") {
            return Some(findings::stack_overflow());
        }
        if says("memory allocation of ") {
            return Some(findings::memory_limit(&self.config.limits));
        }
        match ended.status? {
            Status::Signalled(signal) => {
                let name = match signal {
                    4 => "SIGILL".to_owned(),
                    6 => "SIGABRT".to_owned(),
                    8 => "SIGFPE".to_owned(),
                    9 => "SIGKILL".to_owned(),
                    11 => "SIGSEGV".to_owned(),
                    _ => format!("signal {signal}"),
                };
                Some(findings::aborted(&name))
            }
            // An abort on Windows, and every other exception there.
            Status::Exited(code) if code < 0 => Some(findings::aborted(&format!("{code:#x}"))),
            Status::Exited(code) => Some(findings::exited_early(code)),
        }
    }
}
