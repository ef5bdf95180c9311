//! The judge: a verdict is a function of (kata, answer).
//!
//! An answer is put on a workbench, compiled there with the kata's shared tests, and each test is
//! run in a process of its own. Everybody who needs a verdict comes here.
//!
//! A test has passed if its body has returned, and said so over a channel that the answer is not
//! told of, and nothing was found. What the answer prints, and how its process exits, proves
//! nothing.

mod answer;
mod base;
mod bench;
mod cargo;
mod compile;
mod config;
mod expected;
mod findings;
mod harness;
mod home;
mod identity;
mod limits;
mod observer;
mod pool;
mod recorder;
mod report;
mod run;
mod shut_in;
mod toolchain;
mod trouble;

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;
use std::time::Instant;

use lang::text;

use crate::course::{Course, Kata};
use crate::digest;
use crate::error::{Error, Op};
use crate::sandbox::{Cancel, guard};
use crate::timeline;
use crate::verdict::{Compile, Outcome, TestOutcome, TestReport, Verdict};
use crate::walk;

pub use answer::Answer;
pub use config::Config;
pub use expected::{Test, names as expected_tests, tests as tests_in};
pub use limits::Limits;
pub use observer::{Event, Observer};

use base::{Base, Ground};
use bench::Bench;
use compile::Compiled;
use home::{Home, Lock};
use identity::Identity;
use pool::{Places, in_parallel};
use run::Bout;

/// Serves those processes that this program is started for by the library itself, and returns
/// their exit status; `None` where somebody else has started it.
///
/// Every program that judges calls it before anything else, and is its own
/// [helper](Config::helper).
pub fn help(words: impl IntoIterator<Item = OsString>) -> Option<i32> {
    let mut words: Vec<OsString> = words.into_iter().collect();
    if words.get(1).is_some_and(|word| word == guard::WORD) {
        return Some(guard::serve(words.split_off(2)));
    }
    recorder::is_asked().then(|| recorder::serve(words))
}

/// Changes with the kata's tests, and with nothing else.
///
/// # Errors
///
/// The tests cannot be read.
pub fn tests_id(kata: &Kata) -> Result<String, Error> {
    Bench::tests_of(kata)
}

/// Judges answers of one course.
pub struct Judge<'c> {
    course: &'c Course,
    config: Config,
}

/// An answer to be judged, and to which kata.
#[derive(Clone)]
pub struct Target<'c> {
    /// The kata.
    pub kata: &'c Kata,
    /// The answer.
    pub answer: Answer,
    /// What tells it from all others of its kind; its folder is named after that.
    pub name: String,
}

impl<'c> Judge<'c> {
    /// A judge with these means.
    pub fn new(course: &'c Course, config: Config) -> Judge<'c> {
        Judge { course, config }
    }

    /// Judges one answer, of which the next edit may follow soon.
    ///
    /// # Errors
    ///
    /// Whatever keeps the judge from its work, never a fault of the answer;
    /// [`Error::Cancelled`] where the work was called off.
    pub fn judge(
        &self,
        kata: &'c Kata,
        answer: Answer,
        cancel: &Cancel,
        observer: &dyn Observer,
    ) -> Result<Verdict, Error> {
        if answer.is_stub(kata) {
            return Ok(verdict_of(kata, &answer, Outcome::Stub));
        }
        let home = Home::open(&self.course.root)?;
        let folder = home.bench("check").join(&kata.id);
        let lock = Lock::of(&folder, observer)?;
        let mut prepared = Prepared::new(self, home, lock)?;
        let name = kata.id.clone();
        let target = Target { kata, answer, name };
        prepared.add(target, folder, true, cancel, observer)?;
        Ok(prepared.run(cancel, observer)?.remove(0))
    }

    /// Puts many answers in place, each to be compiled once and run as often as it is wanted.
    /// Nothing is compiled yet but what they stand on.
    ///
    /// What lies there of other answers goes, where `all` says that these are all there are.
    ///
    /// # Errors
    ///
    /// As [`judge`](Judge::judge).
    pub fn prepare(
        &self,
        targets: Vec<Target<'c>>,
        all: bool,
        cancel: &Cancel,
        observer: &dyn Observer,
    ) -> Result<Prepared<'_, 'c>, Error> {
        let home = Home::open(&self.course.root)?;
        let folder = home.bench("verify");
        let lock = Lock::of(&folder, observer)?;
        let mut prepared = Prepared::new(self, home, lock)?;
        for target in targets {
            // Short, for a path has 260 letters at most on Windows.
            let name = digest::sha256_hex(target.name.as_bytes());
            prepared.add(target, folder.join(&name[..10]), false, cancel, observer)?;
        }
        if all {
            prepared.remove_others(&folder)?;
        }
        Ok(prepared)
    }

    /// Judges many answers, each once, and keeps nothing of them: `done` is told of each as soon
    /// as its verdict is there, or what kept the judge from it, by the number of the target. They
    /// stand in a folder of their own, the one of that `purpose`. With `to_the_end` every test is
    /// run to its end, also behind one that did not pass: each may count.
    ///
    /// # Errors
    ///
    /// What all of them stand on cannot be built, or the work was called off.
    pub fn each(
        &self,
        purpose: &str,
        targets: &[Target<'c>],
        to_the_end: bool,
        cancel: &Cancel,
        observer: &dyn Observer,
        done: &(dyn Fn(usize, Result<Verdict, Error>) + Sync),
    ) -> Result<(), Error> {
        let home = Home::open(&self.course.root)?;
        let folder = home.bench(purpose);
        let lock = Lock::of(&folder, observer)?;
        let mut prepared = Prepared::new(self, home, lock)?;
        prepared.remove_others(&folder)?;
        for target in targets {
            prepared.base(target.kata, cancel, observer)?;
        }
        let prepared = &prepared;
        let (builds, jobs) = (
            Places::new(self.config.builds),
            Places::new(self.config.jobs),
        );
        in_parallel(prepared.workers(), targets, |index, target| {
            let folder = folder.join(index.to_string());
            let judged = || match target.answer.is_stub(target.kata) {
                true => Ok(verdict_of(target.kata, &target.answer, Outcome::Stub)),
                false => {
                    let item = prepared.item(folder.clone(), target.clone(), false)?;
                    let turn = Turn {
                        prepared,
                        index,
                        item: &item,
                        jobs: &jobs,
                        to_the_end,
                        cancel,
                        observer,
                    };
                    turn.verdict(&builds)
                }
            };
            let verdict = judged();
            // The next folder of that name is written over it.
            let _ = fs::remove_dir_all(&folder);
            cancel.check()?;
            done(index, verdict);
            Ok(())
        })?;
        Ok(())
    }
}

/// Answers that can be run, again and again.
pub struct Prepared<'j, 'c> {
    judge: &'j Judge<'c>,
    home: Home,
    reports: PathBuf,
    bases: HashMap<String, Arc<Base>>,
    items: Vec<Item<'c>>,
    _lock: Lock,
}

/// One of them, in its place.
struct Item<'c> {
    target: Target<'c>,
    bench: Bench,
    base: Arc<Base>,
    /// The next edit may follow soon.
    edited: bool,
    built: OnceLock<Built>,
}

/// What became of an answer at the compiler's.
struct Built {
    compiled: Compiled,
    /// The program that was made, or found, as the file system knows it.
    program: Option<Identity>,
    seconds: f64,
}

impl<'j, 'c> Prepared<'j, 'c> {
    fn new(judge: &'j Judge<'c>, home: Home, lock: Lock) -> Result<Prepared<'j, 'c>, Error> {
        Ok(Prepared {
            judge,
            reports: home.reports()?,
            home,
            bases: HashMap::new(),
            items: Vec::new(),
            _lock: lock,
        })
    }

    fn add(
        &mut self,
        target: Target<'c>,
        folder: PathBuf,
        edited: bool,
        cancel: &Cancel,
        observer: &dyn Observer,
    ) -> Result<(), Error> {
        self.base(target.kata, cancel, observer)?;
        self.items.push(self.item(folder, target, edited)?);
        Ok(())
    }

    /// Builds what answers to the kata stand on, unless that was done for another kata.
    fn base(&mut self, kata: &Kata, cancel: &Cancel, observer: &dyn Observer) -> Result<(), Error> {
        let shared = shared(kata);
        if !self.bases.contains_key(&shared) {
            let base = self.ground(kata, cancel, observer).base()?;
            self.bases.insert(shared, Arc::new(base));
        }
        Ok(())
    }

    /// Some compile while the tests of others wait.
    fn workers(&self) -> usize {
        let config = &self.judge.config;
        config.builds.get() + config.jobs.get().div_ceil(4)
    }

    /// An answer that is put into a folder of its own, on a base that was built before.
    fn item(&self, folder: PathBuf, target: Target<'c>, edited: bool) -> Result<Item<'c>, Error> {
        Ok(Item {
            bench: Bench::set_up(folder, target.kata, &target.answer)?,
            base: self.bases[&shared(target.kata)].clone(),
            target,
            edited,
            built: OnceLock::new(),
        })
    }

    fn ground<'g>(
        &'g self,
        kata: &'g Kata,
        cancel: &'g Cancel,
        observer: &'g dyn Observer,
    ) -> Ground<'g> {
        Ground {
            course: self.judge.course,
            kata,
            config: &self.judge.config,
            home: &self.home,
            cancel,
            observer,
        }
    }

    /// Removes the folders that none of these answers has.
    fn remove_others(&self, bench: &Path) -> Result<(), Error> {
        for folder in walk::entries(bench)? {
            let used = self.items.iter().any(|item| item.bench.folder() == folder);
            if folder.is_dir() && !used {
                let cannot = |cause| Error::io(Op::Remove, &folder, cause);
                fs::remove_dir_all(&folder).map_err(cannot)?;
            }
        }
        Ok(())
    }

    /// Compiles what is not compiled yet, and runs every test of every answer. The verdicts come
    /// in the order of the targets.
    ///
    /// # Errors
    ///
    /// As [`Judge::judge`].
    pub fn run(&self, cancel: &Cancel, observer: &dyn Observer) -> Result<Vec<Verdict>, Error> {
        let all: Vec<usize> = (0..self.items.len()).collect();
        self.run_some(&all, false, cancel, observer)
    }

    /// As [`run`](Prepared::run), for the answers with these numbers, and with every test run to
    /// its end: also those that the learner of an answer known to be wrong need not wait for.
    ///
    /// # Errors
    ///
    /// As [`Judge::judge`].
    pub fn run_to_the_end(
        &self,
        numbers: &[usize],
        cancel: &Cancel,
        observer: &dyn Observer,
    ) -> Result<Vec<Verdict>, Error> {
        self.run_some(numbers, true, cancel, observer)
    }

    fn run_some(
        &self,
        numbers: &[usize],
        to_the_end: bool,
        cancel: &Cancel,
        observer: &dyn Observer,
    ) -> Result<Vec<Verdict>, Error> {
        let config = &self.judge.config;
        let (builds, jobs) = (Places::new(config.builds), Places::new(config.jobs));
        in_parallel(self.workers(), numbers, |_, &index| {
            let turn = Turn {
                prepared: self,
                index,
                item: &self.items[index],
                jobs: &jobs,
                to_the_end,
                cancel,
                observer,
            };
            turn.verdict(&builds)
        })
    }
}

/// What katas have in common that stand on the same libraries.
fn shared(kata: &Kata) -> String {
    format!("{} {:?}", kata.section, kata.features)
}

/// One answer on its way to a verdict.
struct Turn<'t, 'j, 'c> {
    prepared: &'t Prepared<'j, 'c>,
    index: usize,
    item: &'t Item<'c>,
    jobs: &'t Places,
    to_the_end: bool,
    cancel: &'t Cancel,
    observer: &'t dyn Observer,
}

impl Turn<'_, '_, '_> {
    fn verdict(&self, builds: &Places) -> Result<Verdict, Error> {
        let target = &self.item.target;
        let (built, fresh) = match self.item.built.get() {
            Some(built) => (built, None),
            None => {
                let _place = builds.take();
                let (built, fresh) = self.build()?;
                (self.item.built.get_or_init(|| built), fresh)
            }
        };
        self.observer.event(Event::Compiled { target: self.index });
        let mut verdict = verdict_of(target.kata, &target.answer, Outcome::CompileError);
        verdict.compile = built.compiled.compile.clone();
        verdict.build_seconds = built.seconds;
        let Some(program) = &built.program else {
            return Ok(verdict);
        };
        verdict.outcome = Outcome::Unsolved;
        let began = Instant::now();
        let tests = thread::scope(|scope| {
            // To hash a program takes some milliseconds, in which its tests can run.
            let stamped = fresh.map(|fresh| {
                scope.spawn(move || {
                    let (bench, base) = (&self.item.bench, &self.item.base);
                    bench.stamp(base, &built.compiled, &fresh)
                })
            });
            let tests = self.tests(program, &self.item.bench.expected, |bout, number, name| {
                bout.test(number, name)
            });
            match stamped.map(|stamped| stamped.join()) {
                Some(Ok(done)) => done?,
                Some(Err(panic)) => resume_unwind(panic),
                None => {}
            }
            tests
        })?;
        verdict.tests = tests;
        verdict.run_seconds = began.elapsed().as_secs_f64();
        verdict.own_tests = self.own_tests()?;
        verdict.close();
        if self.item.edited {
            verdict.timeline = self.timeline(program, &verdict);
        }
        Ok(verdict)
    }

    /// What happened in the test that is read first. It is run once more for that, if it is a short
    /// one: to write down what happens costs time, which a test that passes need not take.
    fn timeline(&self, program: &Identity, verdict: &Verdict) -> Option<Vec<timeline::Event>> {
        let mut tests = verdict.tests.iter();
        let test = tests.find(|test| test.outcome.is_failure())?;
        let code = |test: &TestReport| test.diagnoses.first().map(|found| found.code.clone());
        let says_more = code(test).is_some_and(|code| timeline::says_more(&code));
        let longest = self.prepared.judge.config.limits.drawn;
        if !says_more || u128::from(test.duration_ms) > longest.as_millis() {
            return None;
        }
        let folder = self.item.target.kata.crate_dir();
        let own = format!("trace-{}-{}", process::id(), verdict.kata);
        let traces = self.prepared.reports.join(own);
        let bout = Bout {
            trace: Some(traces.clone()),
            ..self.bout(program, &folder)
        };
        let again = bout.again(&test.name);
        let mut events = timeline::read(&traces.join(format!("{}.jsonl", test.name)));
        // What cannot be removed harms nobody: the next process has another one.
        let _ = fs::remove_dir_all(&traces);
        // A mistake that is a matter of luck may not have come a second time.
        (code(&again.ok()?) == code(test)).then(|| {
            timeline::keep_one(&mut events, None);
            events
        })
    }

    fn bout<'b>(&'b self, program: &'b Identity, folder: &'b Path) -> Bout<'b> {
        let config = &self.prepared.judge.config;
        Bout {
            config,
            cancel: self.cancel,
            reports: &self.prepared.reports,
            program,
            answer: &self.item.target.answer.shown,
            folder,
            failed: Mutex::default(),
            trace: (config.trace.as_ref()).map(|folder| folder.join(&self.item.target.name)),
            loopback: self.item.target.kata.network,
            to_the_end: self.to_the_end,
        }
    }

    fn tests(
        &self,
        program: &Identity,
        names: &[String],
        run: impl Fn(&Bout<'_>, usize, &str) -> Result<TestReport, Error> + Sync,
    ) -> Result<Vec<TestReport>, Error> {
        let folder = self.item.target.kata.crate_dir();
        let bout = self.bout(program, &folder);
        let at_once = self.prepared.judge.config.jobs.get();
        in_parallel(at_once, names, |number, name| {
            let _place = self.jobs.take();
            let report = run(&bout, number, name)?;
            self.observer.event(Event::Tested {
                target: self.index,
                report: &report,
            });
            Ok(report)
        })
    }

    /// Compiles the answer, or finds it compiled; with the bytes of a program that is new.
    fn build(&self) -> Result<(Built, Option<Vec<u8>>), Error> {
        let (bench, base) = (&self.item.bench, &self.item.base);
        let path = bench.program();
        let began = Instant::now();
        let (compiled, fresh) = match bench.known(base) {
            Some(known) => (known, None),
            None => {
                bench.forget()?;
                let mut compiled = self.compile(base, &path, false)?;
                if compiled.of_the_base {
                    // A library has gone or was changed by somebody else; or the answer names one
                    // that there never was.
                    let kata = self.item.target.kata;
                    let ground = self.prepared.ground(kata, self.cancel, self.observer);
                    compiled = self.compile(&ground.rebuilt()?, &path, false)?;
                }
                let read =
                    |path: &Path| fs::read(path).map_err(|cause| Error::io(Op::Read, path, cause));
                let fresh = match compiled.done {
                    true => Some(read(&path)?),
                    false => None,
                };
                (compiled, fresh)
            }
        };
        if !bench.holds(&self.item.target.answer) {
            let shown = bench.folder().display();
            return Err(Error::Machine(text!(
                "`{shown}` was changed while it was being judged; run the command again",
                "`{shown}` が判定中に変更されました。コマンドをもう一度実行してください",
            )));
        }
        let built = Built {
            program: match compiled.done {
                true => Some(Identity::of(path)?),
                false => None,
            },
            compiled,
            seconds: began.elapsed().as_secs_f64(),
        };
        Ok((built, fresh))
    }

    fn compile(&self, base: &Base, program: &Path, with_libtest: bool) -> Result<Compiled, Error> {
        let (bench, target) = (&self.item.bench, &self.item.target);
        let incremental = bench.incremental();
        let incremental = (self.item.edited && !with_libtest).then_some(&*incremental);
        compile::answer(&compile::Order {
            config: &self.prepared.judge.config,
            cancel: self.cancel,
            base,
            folder: bench.folder(),
            name: &target.kata.id,
            tests: bench.tests(with_libtest),
            shown: (bench.path(), &target.answer.shown),
            with_libtest,
            incremental,
            program,
            home: &self.prepared.home,
        })
    }

    /// Tests that the answer itself holds, as libtest runs them. They do not count.
    fn own_tests(&self) -> Result<Vec<TestReport>, Error> {
        let target = &self.item.target;
        // To compile it a second time takes as long as the first; most answers hold no test.
        if !holds_tests(&target.answer.bytes) {
            return Ok(Vec::new());
        }
        let path = self.item.bench.own_program();
        let compiled = self.compile(&self.item.base, &path, true)?;
        let module = &target.kata.id;
        if !compiled.done {
            return Ok(vec![not_compiled(module, &compiled.compile)]);
        }
        let program = Identity::of(path)?;
        let folder = target.kata.crate_dir();
        let names = self.bout(&program, &folder).own_tests(module)?;
        self.tests(&program, &names, |bout, _, name| bout.own_test(name))
    }
}

/// Tests of its own that keep an answer from being compiled with them.
fn not_compiled(module: &str, compile: &Compile) -> TestReport {
    TestReport {
        name: format!("{module}::tests"),
        outcome: TestOutcome::Missing,
        duration_ms: 0,
        diagnoses: Vec::new(),
        panic: None,
        output: compile.plain(),
    }
}

/// The verdict before its tests are known.
fn verdict_of(kata: &Kata, answer: &Answer, outcome: Outcome) -> Verdict {
    Verdict {
        kata: kata.id.clone(),
        section: kata.section.clone(),
        answer: answer.shown.clone(),
        answer_sha256: answer.sha256.clone(),
        outcome,
        tests: Vec::new(),
        own_tests: Vec::new(),
        timeline: None,
        compile: Compile::default(),
        build_seconds: 0.0,
        run_seconds: 0.0,
    }
}

/// Whether there may be tests in it: `#[test]`, `#[tokio::test]`, `#[tokio::test(…)]`.
fn holds_tests(answer: &[u8]) -> bool {
    let mut words = answer.windows(5);
    words.any(|word| word == b"test]" || word == b"test(")
}
