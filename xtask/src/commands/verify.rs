//! `verify`: the tests are tested, against answers known to be wrong and answers known to be right.

mod slowest;

use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use serde_json::{Value, json};

use dojo::declared::{self, Declared};
use dojo::judge::{Answer, Judge, Target, expected_tests};
use dojo::sandbox::Cancel;
use dojo::verdict::{Outcome, TestOutcome, TestReport};
use dojo::{Course, Error, Kata, Verdict, files, shipped, walk};
use lang::text;
use shell::means::{self, Aloud};
use shell::term::Out;

use slowest::Slowest;

#[derive(Clone, Debug, Default)]
pub struct Options {
    pub katas: Vec<String>,
    pub section: Option<String>,
    /// Tests that run at a time; without a number four for each processor, for most of them wait.
    pub jobs: Option<NonZeroUsize>,
    /// How often each answer is run; it is compiled once.
    pub repeat: u32,
    pub json: bool,
    /// A wrong answer need only be rejected, for whatever reason: what only Linux can tell has a
    /// more general name elsewhere.
    pub rejected: bool,
    /// No wrong answer is asked: whether a right one is ever rejected.
    pub right: bool,
    /// What happens in each test is written down, as for `trace`: no verdict may change by that.
    pub traced: bool,
}

/// # Errors
///
/// An unknown kata or section, or whatever keeps the judge from its work.
pub fn run(
    course: &Course,
    options: &Options,
    cancel: &Cancel,
    out: &Out,
) -> Result<ExitCode, Error> {
    let katas = choose(course, options)?;
    let cores = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let four = NonZeroUsize::MIN.saturating_add(3);
    let jobs = options.jobs.unwrap_or(cores.saturating_mul(four));
    let mut config = means::config(Some(jobs))?;
    config.trace = options
        .traced
        .then(|| course.root.join("target/kata-trace/verify"));
    let judge = Judge::new(course, config);
    let mut slowest = Slowest::default();
    let table = verify(course, &judge, &katas, options, cancel, out, &mut slowest)?;
    if options.json {
        let rows: Vec<Value> = table.iter().map(Row::to_json).collect();
        let json =
            json!({ "schema": "kata-verify/1", "katas": rows, "slowest": slowest.to_json() });
        out.print(&format!("{json}\n"))?;
    } else {
        out.print(&show(&table, options.repeat, &slowest))?;
    }
    Ok(if table.iter().all(Row::ok) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

pub(super) fn choose<'c>(course: &'c Course, options: &Options) -> Result<Vec<&'c Kata>, Error> {
    if !options.katas.is_empty() {
        return options.katas.iter().map(|name| course.kata(name)).collect();
    }
    if let Some(section) = &options.section {
        return Ok(course.section(section)?.katas.iter().collect());
    }
    let all: Vec<&Kata> = course.katas().collect();
    if all.is_empty() {
        return Err(Error::Machine(text!(
            "the course has no kata; `crates/*/section.toml` declare them",
            "課題がひとつもありません。課題は `crates/*/section.toml` で宣言します",
        )));
    }
    Ok(all)
}

/// What an answer is there for.
pub(super) enum Role {
    Stub,
    Solution,
    Wrong(Result<Vec<Declared>, String>),
    Right,
}

impl Role {
    /// Its word in the name of a target.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Role::Stub => "stub",
            Role::Solution => "solution",
            Role::Wrong(_) => "wrong",
            Role::Right => "right",
        }
    }
}

struct Checked {
    role: Role,
    file: String,
    /// The reason of a fault; none where all is as it should be.
    fault: Option<String>,
    seen: Vec<String>,
}

/// All about one kata.
struct Row {
    kata: String,
    section: String,
    answers: Vec<Checked>,
    /// Faults of the kata as a whole.
    faults: Vec<String>,
    nothing_fails: Vec<String>,
}

fn verify(
    course: &Course,
    judge: &Judge<'_>,
    katas: &[&Kata],
    options: &Options,
    cancel: &Cancel,
    out: &Out,
    slowest: &mut Slowest,
) -> Result<Vec<Row>, Error> {
    let repeat = options.repeat;
    let mut rows: Vec<Row> = Vec::new();
    let (mut targets, mut owners) = (Vec::new(), Vec::new());
    for (row, &kata) in katas.iter().enumerate() {
        let mut faults = Vec::new();
        for (role, answer) in answers(course, kata, &mut faults)? {
            if options.right && matches!(role, Role::Wrong(_)) {
                continue;
            }
            let stem = Path::new(&answer.shown).file_stem().unwrap_or_default();
            let name = format!("{}/{}/{}", kata.id, role.word(), stem.to_string_lossy());
            let kata = course.kata(&kata.id)?;
            targets.push(Target { name, kata, answer });
            owners.push((row, role));
        }
        rows.push(Row {
            kata: kata.id.clone(),
            section: kata.section.clone(),
            answers: Vec::new(),
            faults,
            nothing_fails: Vec::new(),
        });
    }
    let all = options.katas.is_empty() && options.section.is_none() && !options.right;
    let aloud = Aloud(out.view.lang);
    let prepared = judge.prepare(targets, all, cancel, &aloud)?;
    let mut round = || {
        let mut verdicts = prepared.run(cancel, &aloud)?;
        slowest.note(&verdicts);
        let fault =
            |index: usize, verdict: &Verdict| fault(&owners[index].1, verdict, options.rejected);
        let mut faults: Vec<_> = (verdicts.iter().enumerate())
            .map(|(index, verdict)| fault(index, verdict))
            .collect();
        // A learner does not wait for what comes after the headline; a declared reason may.
        let open = |index: &usize| faults[*index].is_some() && is_cut_short(&verdicts[*index]);
        let open: Vec<usize> = (0..verdicts.len()).filter(open).collect();
        let whole = prepared.run_to_the_end(&open, cancel, &aloud)?;
        for (index, verdict) in open.into_iter().zip(whole) {
            faults[index] = fault(index, &verdict);
            verdicts[index] = verdict;
        }
        Ok::<_, Error>((verdicts, faults))
    };
    let (first, mut faults) = round()?;
    // A mistake may be a matter of luck: only a test that passes in no run counts as failing.
    let mut failed: Vec<Vec<String>> = first.iter().map(failed_tests).collect();
    for number in 1..repeat {
        let (again, now) = round()?;
        for (index, (verdict, now)) in again.iter().zip(now).enumerate() {
            if faults[index].is_none() && now.is_some() {
                let of = format!("in run {} of {repeat}: ", number + 1);
                faults[index] = now.map(|fault| of + &fault);
            }
            let passed = |test: &TestReport| test.outcome == TestOutcome::Passed;
            let mut again = verdict.tests.iter().filter(|test| passed(test));
            failed[index].retain(|failed| !again.any(|test| test.name == *failed));
        }
    }
    let mut failing: Vec<Vec<String>> = vec![Vec::new(); rows.len()];
    for ((row, role), failed) in owners.iter().zip(failed) {
        if matches!(role, Role::Wrong(_)) {
            failing[*row].extend(failed);
        }
    }
    let asked = rows.iter_mut().zip(katas).filter(|_| !options.right);
    for (row, kata) in asked {
        row.nothing_fails = expected_tests(&files::read(&kata.tests())?);
    }
    let is_left = |rows: &[Row], failing: &[Vec<String>], row: usize| {
        let mut tests = rows[row].nothing_fails.iter();
        tests.any(|test| !failing[row].contains(test))
    };
    let open: Vec<usize> = (0..first.len())
        .filter(|index| {
            let (row, role) = &owners[*index];
            matches!(role, Role::Wrong(_))
                && is_cut_short(&first[*index])
                && is_left(&rows, &failing, *row)
        })
        .collect();
    let whole = prepared.run_to_the_end(&open, cancel, &aloud)?;
    for (index, verdict) in open.into_iter().zip(whole) {
        failing[owners[index].0].extend(failed_tests(&verdict));
    }
    for (((row, role), verdict), fault) in owners.into_iter().zip(first).zip(faults) {
        rows[row].answers.push(Checked {
            role,
            seen: declared::seen(&verdict),
            file: verdict.answer,
            fault,
        });
    }
    for (row, failing) in rows.iter_mut().zip(failing) {
        row.nothing_fails.retain(|test| !failing.contains(test));
    }
    Ok(rows)
}

fn failed_tests(verdict: &Verdict) -> Vec<String> {
    let failed = verdict.tests.iter();
    let failed = failed.filter(|test| test.outcome.is_failure());
    failed.map(|test| test.name.clone()).collect()
}

/// Whether a test of it was not waited for.
fn is_cut_short(verdict: &Verdict) -> bool {
    let mut tests = verdict.tests.iter();
    tests.any(|test| test.outcome == TestOutcome::Unfinished)
}

/// All answers of a kata that the course itself holds. One that cannot be read is a fault of its
/// row, and no reason to judge nothing else.
pub(super) fn answers(
    course: &Course,
    kata: &Kata,
    faults: &mut Vec<String>,
) -> Result<Vec<(Role, Answer)>, Error> {
    let mut answers = Vec::new();
    match stub(course, kata)? {
        Ok(stub) => answers.push((Role::Stub, stub)),
        Err(fault) => faults.push(fault),
    }
    let mut add = |path: &Path, role: &dyn Fn(&str) -> Role| match Answer::read(kata, path) {
        Ok(answer) => {
            let role = role(&String::from_utf8_lossy(&answer.bytes));
            answers.push((role, answer));
        }
        Err(error) => faults.push(error.to_string()),
    };
    add(&kata.solution(), &|_| Role::Solution);
    for path in rust_files(&kata.wrong())? {
        add(&path, &|source| Role::Wrong(declared::parse(source)));
    }
    for path in rust_files(&kata.right())? {
        add(&path, &|_| Role::Right);
    }
    Ok(answers)
}

/// The stub as shipped: the file in place, or what git remembers where the learner has edited it.
fn stub(course: &Course, kata: &Kata) -> Result<Result<Answer, String>, Error> {
    let path = kata.exercise();
    if let Ok(answer) = Answer::read(kata, &path)
        && answer.is_stub(kata)
    {
        return Ok(Ok(answer));
    }
    Ok(match shipped::stub(&course.root, kata) {
        Ok(bytes) => Ok(Answer::new(bytes, kata.short(&path))),
        Err(_) => Err(format!(
            "`{}` is not the stub that section.toml names (`{}`), and git does not have that one; \
             if the file is the stub: cargo xtask stubs {}",
            kata.short(&path),
            kata.stub,
            kata.id
        )),
    })
}

fn rust_files(dir: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut paths = walk::entries(dir)?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    Ok(paths)
}

/// What is not as it should be.
fn fault(role: &Role, verdict: &Verdict, rejected: bool) -> Option<String> {
    let seen = || match declared::seen(verdict)[..] {
        [] => "nothing".to_owned(),
        ref seen => seen.join(", "),
    };
    match role {
        Role::Stub => match verdict.outcome {
            Outcome::CompileError => {
                Some(format!("does not compile:\n{}", verdict.compile.plain()))
            }
            Outcome::Solved => Some("is solved as it is shipped".to_owned()),
            _ if verdict.compile.warnings > 0 => {
                Some(format!("has warnings:\n{}", verdict.compile.plain()))
            }
            _ => None,
        },
        Role::Solution | Role::Right => match verdict.outcome {
            Outcome::Solved => None,
            Outcome::CompileError => {
                Some(format!("does not compile:\n{}", verdict.compile.plain()))
            }
            _ => Some(format!("is rejected: {}", seen())),
        },
        Role::Wrong(Err(form)) => Some(form.clone()),
        Role::Wrong(Ok(_)) if verdict.solved() => Some("is accepted".to_owned()),
        Role::Wrong(Ok(_)) if rejected => None,
        Role::Wrong(Ok(declared)) => {
            if let Some(missing) = declared.iter().find(|declared| !declared.holds(verdict)) {
                return Some(format!("declares {missing}, seen: {}", seen()));
            }
            // The name that a learner reads first is that of the first line. Which of the tests
            // that fail with it comes first may be a matter of the machine's speed.
            let first = declared::seen(verdict)
                .into_iter()
                .next()
                .unwrap_or_default();
            let headline = declared[0].to_string();
            let is_it = name_of(&first) == name_of(&headline);
            (!is_it).then(|| format!("declares {headline} first, and the headline is {first}"))
        }
    }
}

/// The name in `name in test`.
fn name_of(reason: &str) -> &str {
    reason.split(" in ").next().unwrap_or_default()
}

impl Row {
    fn ok(&self) -> bool {
        self.faults().is_empty()
    }

    fn faults(&self) -> Vec<String> {
        let mut faults = self.faults.clone();
        for answer in &self.answers {
            let fault = answer.fault.as_ref();
            faults.extend(fault.map(|fault| format!("{}: {fault}", answer.file)));
        }
        let nothing_fails = self.nothing_fails.iter();
        faults.extend(nothing_fails.map(|test| format!("no wrong answer fails `{test}`")));
        faults
    }

    fn of<'r>(&'r self, role: impl Fn(&Role) -> bool + 'r) -> impl Iterator<Item = &'r Checked> {
        self.answers.iter().filter(move |answer| role(&answer.role))
    }

    fn to_json(&self) -> Value {
        let one = |role: fn(&Role) -> bool| {
            let answer = self.of(role).next();
            answer.map_or("missing".to_owned(), |answer| match &answer.fault {
                None => "ok".to_owned(),
                Some(fault) => fault.clone(),
            })
        };
        let wrong = self
            .of(|role| matches!(role, Role::Wrong(_)))
            .map(|answer| {
                let declared = match &answer.role {
                    Role::Wrong(Ok(declared)) => declared.iter().map(Declared::to_string).collect(),
                    _ => Vec::new(),
                };
                json!({
                    "file": answer.file,
                    "declared": declared,
                    "seen": answer.seen,
                    "ok": answer.fault.is_none(),
                })
            });
        let right = self.of(|role| matches!(role, Role::Right)).map(|answer| {
            json!({ "file": answer.file, "seen": answer.seen, "ok": answer.fault.is_none() })
        });
        json!({
            "kata": self.kata,
            "section": self.section,
            "stub": one(|role| matches!(role, Role::Stub)),
            "solution": one(|role| matches!(role, Role::Solution)),
            "wrong": wrong.collect::<Vec<_>>(),
            "right": right.collect::<Vec<_>>(),
            "tests_nothing_fails": self.nothing_fails,
            "ok": self.ok(),
        })
    }
}

fn show(table: &[Row], repeat: u32, slowest: &Slowest) -> String {
    let mut text = String::new();
    let width = table
        .iter()
        .map(|row| row.kata.len())
        .max()
        .unwrap_or(4)
        .max(4);
    let _ = writeln!(
        text,
        "{:width$}  stub  solution  wrong  right  tests",
        "kata"
    );
    for row in table {
        let mark = |role: fn(&Role) -> bool| {
            let mut answers = row.of(role).peekable();
            let ok = answers.peek().is_some() && answers.all(|answer| answer.fault.is_none());
            if ok { "ok" } else { "FAULT" }
        };
        let share = |role: fn(&Role) -> bool| {
            let ok = row.of(role).filter(|answer| answer.fault.is_none()).count();
            format!("{ok}/{}", row.of(role).count())
        };
        let _ = writeln!(
            text,
            "{:width$}  {:5} {:9} {:6} {:6} {}",
            row.kata,
            mark(|role| matches!(role, Role::Stub)),
            mark(|role| matches!(role, Role::Solution)),
            share(|role| matches!(role, Role::Wrong(_))),
            share(|role| matches!(role, Role::Right)),
            if row.nothing_fails.is_empty() {
                "ok"
            } else {
                "FAULT"
            },
        );
    }
    for fault in table.iter().flat_map(Row::faults) {
        let _ = writeln!(text, "\nfault: {fault}");
    }
    text += &slowest.to_text();
    let answers: usize = table.iter().map(|row| row.answers.len()).sum();
    let times = if repeat > 1 {
        format!(", {repeat} times each")
    } else {
        String::new()
    };
    let faults: usize = table.iter().map(|row| row.faults().len()).sum();
    let count = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    };
    let (katas, answers) = (count(table.len(), "kata"), count(answers, "answer"));
    let faults = count(faults, "fault");
    let _ = writeln!(text, "\n{katas}, {answers}{times}: {faults}");
    text
}
