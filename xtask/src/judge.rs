//! The judge: a verdict is a function of (kata, answer).
//!
//! An answer is put on a workbench, compiled there with the kata's shared tests, and each test is
//! run in a process of its own. Everybody who needs a verdict comes here.

mod answer;
mod bench;
mod capture;
mod cargo;
mod expected;
pub mod findings;
mod limits;
mod processes;
mod run;

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::course::{Course, Kata};
use crate::error::Error;
use crate::files;
use crate::lang::text;
use crate::verdict::{Outcome, TestOutcome, TestReport, Verdict};

pub use answer::Answer;
use bench::Bench;
pub use bench::Target;
use cargo::Built;
pub use cargo::command as cargo_command;
pub use expected::tests as expected_tests;

/// Judges answers of one course.
pub struct Judge<'a> {
    course: &'a Course,
    jobs: usize,
}

impl<'a> Judge<'a> {
    /// A judge that runs `jobs` tests at a time; without a number, two for each processor:
    /// most tests wait for something.
    ///
    /// # Errors
    ///
    /// `jobs` is zero.
    pub fn new(course: &'a Course, jobs: Option<usize>) -> Result<Judge<'a>, Error> {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        match jobs.unwrap_or(2 * cores) {
            0 => Err(Error::Usage(text!(
                "`--jobs 0` would run nothing; give 1 or more",
                "`--jobs 0` では何も実行できません。1 以上を指定してください",
            ))),
            jobs => Ok(Judge { course, jobs }),
        }
    }

    /// Judges the answer at `path`.
    ///
    /// # Errors
    ///
    /// A usage error where `path` is no file, else whatever keeps the judge from its work.
    pub fn judge(&self, kata: &Kata, path: &Path) -> Result<Verdict, Error> {
        let answer = Answer::read(kata, path)?;
        if answer.is_stub(kata) {
            return Ok(self.unjudged(kata, &answer, Outcome::Stub));
        }
        let name = kata.id.clone();
        let bench = format!("check/{name}");
        let target = Target { name, kata, answer };
        let prepared = self.prepare(&bench, kata, vec![target])?;
        Ok(self.run(&prepared)?.remove(0))
    }

    /// Runs every test of every answer. The verdicts come in the order of the targets.
    ///
    /// # Errors
    ///
    /// A test program cannot be started.
    pub fn run(&self, prepared: &Prepared<'_>) -> Result<Vec<Verdict>, Error> {
        prepared.run_all(self.jobs)
    }

    /// Compiles answers to katas of one section on the workbench `bench`.
    ///
    /// # Errors
    ///
    /// Whatever keeps the judge from its work; never a fault of an answer.
    pub fn prepare<'t>(
        &self,
        bench: &str,
        of_section: &Kata,
        targets: Vec<Target<'t>>,
    ) -> Result<Prepared<'t>, Error> {
        let bench = Bench::open(&self.course.root, bench)?;
        bench.set_up(&of_section.crate_dir(), &targets)?;
        let stale: Vec<&Target<'_>> = targets
            .iter()
            .filter(|target| !bench.is_stamped(target))
            .collect();
        let target_dir = Bench::target_dir(&self.course.root);
        let mut build = cargo::build(&bench.manifest(), &target_dir)?;
        let is_old = |build: &cargo::Build, target: &Target<'_>| build.is_fresh(&target.name);
        if stale.iter().any(|target| is_old(&build, target)) {
            // Two changes within one tick of the file system's clock: once more, a tick later.
            thread::sleep(limits::TICK);
            for target in &stale {
                bench.renew(target)?;
            }
            build = cargo::build(&bench.manifest(), &target_dir)?;
            if let Some(target) = stale.iter().find(|target| is_old(&build, target)) {
                let name = &target.answer.shown;
                return Err(Error::Tool(text!(
                    "cargo does not compile `{name}` although it has changed; is the clock right?",
                    "`{name}` は変更されていますが、コンパイルされません。時計は正しいでしょうか",
                )));
            }
        }
        let mut compiled = Vec::new();
        for target in &targets {
            let mut built = build.take(&target.name)?;
            built.compile.rendered = bench.shorten(target, &built.compile.rendered);
            if built.executable.is_some() {
                bench.stamp(target)?;
            }
            let source = files::read(&target.kata.tests())?;
            compiled.push((built, expected_tests(&source)));
        }
        Ok(Prepared {
            bench,
            targets,
            compiled,
            build_seconds: build.seconds,
        })
    }

    /// A verdict without tests.
    fn unjudged(&self, kata: &Kata, answer: &Answer, outcome: Outcome) -> Verdict {
        Verdict {
            kata: kata.id.clone(),
            section: kata.section.clone(),
            answer: answer.shown.clone().into(),
            answer_sha256: answer.sha256.clone(),
            outcome,
            tests: Vec::new(),
            own_tests: Vec::new(),
            compile: Default::default(),
            build_seconds: 0.0,
            run_seconds: 0.0,
            command: plain_command(kata, answer),
        }
    }
}

/// What judges the same answer without this tool.
fn plain_command(kata: &Kata, answer: &Answer) -> String {
    let plain = format!("cargo test -p {} --test {}", kata.section, kata.id);
    if answer.shown == kata.short(&kata.exercise()) {
        plain
    } else if answer.shown == kata.short(&kata.solution()) {
        format!("{plain} --features solution")
    } else {
        format!(
            "cargo test --manifest-path target/dojo/check/{0}/Cargo.toml --target-dir target/dojo/build",
            kata.id
        )
    }
}

/// Answers that are compiled and can be run, again and again.
pub struct Prepared<'t> {
    bench: Bench,
    targets: Vec<Target<'t>>,
    compiled: Vec<(Built, Vec<String>)>,
    build_seconds: f64,
}

/// One run of one test of one answer.
struct Run<'p> {
    answer: usize,
    name: &'p str,
    own: bool,
}

impl Prepared<'_> {
    fn run_all(&self, jobs: usize) -> Result<Vec<Verdict>, Error> {
        let began = Instant::now();
        let own = self.own_tests()?;
        let runs: Vec<Run<'_>> = (self.compiled.iter().zip(&own).enumerate())
            .flat_map(|(answer, ((built, expected), own))| {
                let expected = expected.iter().map(|name| (name, false));
                let all = expected.chain(own.iter().map(|name| (name, true)));
                let runnable = built.executable.is_some();
                all.filter(move |_| runnable)
                    .map(move |(name, own)| Run { answer, name, own })
            })
            .collect();
        let hanging: Vec<_> = self.targets.iter().map(|_| Mutex::default()).collect();
        let reports = in_parallel(jobs, &runs, |run| self.run(run, &hanging[run.answer]))?;
        processes::end_strays();
        let mut verdicts: Vec<Verdict> = (0..self.targets.len())
            .map(|answer| self.verdict(answer))
            .collect();
        for (run, report) in runs.iter().zip(reports) {
            let verdict = &mut verdicts[run.answer];
            if run.own {
                verdict.own_tests.push(report);
            } else {
                verdict.tests.push(report);
            }
        }
        for verdict in &mut verdicts {
            verdict.run_seconds = began.elapsed().as_secs_f64();
            verdict.close();
        }
        Ok(verdicts)
    }

    fn own_tests(&self) -> Result<Vec<Vec<String>>, Error> {
        let all = self.targets.iter().zip(&self.compiled);
        let own = all.map(|(target, (built, _))| match &built.executable {
            // Listing costs a process; most answers hold no test.
            Some(program) if holds_tests(&target.answer.bytes) => {
                run::own_tests(program, &target.kata.crate_dir(), &target.kata.id)
            }
            _ => Ok(Vec::new()),
        });
        own.collect()
    }

    fn run(&self, run: &Run<'_>, hanging: &Mutex<Duration>) -> Result<TestReport, Error> {
        let target = &self.targets[run.answer];
        let (built, _) = &self.compiled[run.answer];
        let program = built.executable.as_deref().unwrap_or(Path::new(""));
        let hung = *hanging.lock().unwrap_or_else(|e| e.into_inner());
        let limit = if hung < limits::HANGS {
            limits::test()
        } else {
            limits::AFTER_HANGS
        };
        let mut report = run::test(program, &target.kata.crate_dir(), run.name, limit)?;
        if report.outcome == TestOutcome::Hung {
            *hanging.lock().unwrap_or_else(|e| e.into_inner()) +=
                Duration::from_millis(report.duration_ms);
        }
        report.output = self.bench.shorten(target, &report.output);
        for finding in &mut report.diagnoses {
            if let Some(location) = &mut finding.location {
                *location = self.bench.shorten(target, location);
            }
        }
        Ok(report)
    }

    /// The verdict before its tests are known.
    fn verdict(&self, answer: usize) -> Verdict {
        let (target, (built, _)) = (&self.targets[answer], &self.compiled[answer]);
        Verdict {
            kata: target.kata.id.clone(),
            section: target.kata.section.clone(),
            answer: target.answer.shown.clone().into(),
            answer_sha256: target.answer.sha256.clone(),
            outcome: match built.executable {
                Some(_) => Outcome::Unsolved,
                None => Outcome::CompileError,
            },
            tests: Vec::new(),
            own_tests: Vec::new(),
            compile: built.compile.clone(),
            build_seconds: self.build_seconds,
            run_seconds: 0.0,
            command: plain_command(target.kata, &target.answer),
        }
    }
}

impl Verdict {
    /// Draws the conclusion from the tests. A kata without a test is never solved.
    fn close(&mut self) {
        let passed = |test: &TestReport| test.outcome == TestOutcome::Passed;
        if self.outcome == Outcome::Unsolved
            && !self.tests.is_empty()
            && self.tests.iter().all(passed)
        {
            self.outcome = Outcome::Solved;
        }
    }
}

/// Whether there may be tests in it: `#[test]`, `#[tokio::test]`, `#[tokio::test(…)]`.
fn holds_tests(answer: &[u8]) -> bool {
    let mut words = answer.windows(5);
    words.any(|word| word == b"test]" || word == b"test(")
}

/// Does `work` for every item, `jobs` at a time; the results are in the order of the items.
fn in_parallel<T: Sync, R: Send>(
    jobs: usize,
    items: &[T],
    work: impl Fn(&T) -> Result<R, Error> + Sync,
) -> Result<Vec<R>, Error> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::with_capacity(items.len()));
    thread::scope(|scope| {
        for _ in 0..jobs.min(items.len()) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { return };
                    let result = work(item);
                    let mut results = results.lock().unwrap_or_else(|e| e.into_inner());
                    results.push((index, result));
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_else(|e| e.into_inner());
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
