//! `grade`: from a folder of submissions to lines of `kata-grade/1`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::mem;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::{self, ExitCode};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use dojo::judge::{Answer, Judge, Observer, Target};
use dojo::sandbox::Cancel;
use dojo::show::{self, View};
use dojo::{Course, Error, Kata, Kind, Verdict, digest};
use lang::{Lang, Text, text};
use serde_json::{Value, json};
use shell::means;
use shell::term::Out;

use crate::bar::Bar;
use crate::gate;
use crate::points;
use crate::policy::{Points, Policy};
use crate::record::{Book, Line, State};
use crate::sandbox::{Cell, Level};
use crate::suite::Suite;
use crate::unit::{self, Shard, Unit};

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub submissions: PathBuf,
    pub out: PathBuf,
    pub policy: Option<PathBuf>,
    pub shard: Option<String>,
    /// `STUDENT` or `STUDENT/KATA`.
    pub only: Option<String>,
    /// Whose the submission is, where the folder is one student's.
    pub student: Option<String>,
    /// Names the units, and grades none.
    pub list: bool,
    pub jobs: Option<NonZeroUsize>,
    /// How often each answer is run.
    pub repeat: u32,
    pub sandbox: Option<String>,
}

/// The answers that are judged, and the units that each stands for.
struct Work<'c> {
    /// Many students may have the same one.
    units: Vec<Unit>,
    kata: &'c Kata,
    answer: Answer,
    key: String,
}

/// Grades.
///
/// # Errors
///
/// Whatever keeps all units from being graded; what keeps one from it is told, and the others are
/// graded all the same.
pub fn run(
    course: &Course,
    options: &Options,
    cancel: &Cancel,
    out: &Out,
) -> Result<ExitCode, Error> {
    let policy = Policy::load(course, options.policy.as_deref())?;
    let environment = means::environment();
    let variable = |name: &str| environment.get(name)?.to_str().map(str::to_owned);
    let shard = Shard::read(options.shard.as_deref(), variable)?;
    let all = unit::all(
        course,
        &policy,
        &options.submissions,
        options.student.as_deref(),
    )?;
    let partition = partition(&all);
    let count = all.len();
    let mut units: Vec<Unit> = all.into_iter().filter(|unit| shard.holds(unit)).collect();
    if let Some(only) = &options.only {
        let (student, kata) = only.split_once('/').unwrap_or((only, ""));
        units.retain(|unit| unit.student == student && (kata.is_empty() || unit.kata == kata));
        if units.is_empty() {
            return Err(Error::Asked(text!(
                "there is no unit `{only}`; `--list` names them all",
                "`{only}` に当たる提出物はありません。一覧は `--list` で見られます",
            )));
        }
    }
    if options.list {
        return list(&units, out);
    }
    let needs_loopback = policy
        .katas
        .iter()
        .filter_map(|task| course.kata(&task.kata).ok())
        .any(|kata| kata.network);
    let level = Level::asked(options.sandbox.as_deref(), needs_loopback)?;
    if level == Level::None {
        out.warn(&text!(
            "answers are run without a sandbox: grade only what you would run by hand",
            "解答をサンドボックスなしで実行します。手動で実行してもよいものだけを採点してください",
        ));
    }
    let mut config = means::config(options.jobs)?;
    config.cargo = itself(&config.cargo);
    let toolchain = config.cargo.clone();
    if level != Level::None {
        let program = config.helper.clone();
        config.confine = Some(Arc::new(Cell { program, level }));
    }
    let hidden = hidden(course, &policy)?;
    let judge = Judge::new(course, config);
    let aloud = means::Aloud(out.view.lang);
    let suite = Suite::of(course, &toolchain)?;
    let mut keys = BTreeMap::new();
    for task in &policy.katas {
        let kata = course.kata(&task.kata)?;
        let means = format!("{level:?} {} {:?}", options.repeat, policy.points);
        let key = suite.of_kata(kata, hidden.get(&*kata.id))? + &means;
        keys.insert(kata.id.clone(), digest::sha256_hex(key.as_bytes()));
    }
    let name = match shard.of {
        1 => "grades.jsonl".to_owned(),
        of => format!("grades-{}-of-{of}.jsonl", shard.number),
    };
    let book = Book::open(&options.out, &name)?;
    book.begin(&header(&policy, level, &keys, shard, &partition, count))?;

    let grading = Grading {
        course,
        hidden: &hidden,
        keys: &keys,
        repeat: options.repeat.max(1) as usize,
        to_the_end: policy.points == Points::Partial,
    };
    let mut tally = Tally::default();
    let work = grading.open_work(units, &book, &mut tally)?;
    let bar = Bar::begin(
        work.iter().map(|work| work.units.len()).sum(),
        out.view.lang,
    );
    let tally = Mutex::new(tally);
    let judged = grading.judge(&judge, &work, cancel, &aloud, &|line| {
        book.add(&line)?;
        bar.done(&line);
        lock(&tally).count(&line);
        Ok(())
    });
    bar.end();
    judged?;
    let tally = lock(&tally);
    out.print(&tally.to_text(&options.out.join(name), level, out.view.lang))?;
    Ok(match tally.unjudged.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(3),
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The cargo of a toolchain, in place of rustup's stand-in, which looks for it in the home folder:
/// that is closed to answers.
fn itself(cargo: &Path) -> PathBuf {
    let said = process::Command::new(cargo.with_file_name("rustc"))
        .args(["--print", "sysroot"])
        .output();
    let sysroot = said
        .ok()
        .and_then(|said| String::from_utf8(said.stdout).ok());
    let real = sysroot.map(|sysroot| Path::new(sysroot.trim()).join("bin").join("cargo"));
    real.filter(|real| real.is_file())
        .unwrap_or_else(|| cargo.to_path_buf())
}

/// Changes with the units that there are: parts of different wholes do not belong together.
fn partition(units: &[Unit]) -> String {
    let ids: Vec<String> = units.iter().map(Unit::id).collect();
    digest::sha256_hex(ids.join("\n").as_bytes())
}

fn list(units: &[Unit], out: &Out) -> Result<ExitCode, Error> {
    let rows: Vec<Value> = units
        .iter()
        .map(|unit| {
            json!({
                "student": unit.student,
                "kata": unit.kata,
                "path": unit.path.as_ref().map(|path| path.display().to_string()),
            })
        })
        .collect();
    out.print(&format!(
        "{}\n",
        json!({ "schema": "kata-units/1", "units": rows })
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// The katas with tests that students never had.
fn hidden(course: &Course, policy: &Policy) -> Result<BTreeMap<String, Kata>, Error> {
    let Some(folder) = &policy.hidden else {
        return Ok(BTreeMap::new());
    };
    if !folder.is_dir() {
        let shown = folder.display();
        return Err(Error::Asked(text!(
            "there is no folder of hidden tests `{shown}`",
            "非公開テストのフォルダー `{shown}` がありません",
        )));
    }
    let mut katas = BTreeMap::new();
    for task in &policy.katas {
        let kata = course.kata(&task.kata)?;
        let tests = folder.join(&kata.section).join(format!("{}.rs", kata.id));
        if tests.is_file() {
            katas.insert(kata.id.clone(), kata.with_tests(tests));
        }
    }
    Ok(katas)
}

/// What was graded with what. The policy is in it as it was read, so that a report needs no more.
fn header(
    policy: &Policy,
    level: Level,
    keys: &BTreeMap<String, String>,
    shard: Shard,
    partition: &str,
    units: usize,
) -> Value {
    json!({
        "policy": policy.to_json(),
        "sandbox": level.word(),
        "keys": keys,
        "shard": [shard.number, shard.of],
        "partition": partition,
        "units": units,
    })
}

/// What is graded, and how.
struct Grading<'c> {
    course: &'c Course,
    hidden: &'c BTreeMap<String, Kata>,
    /// By kata: all that a verdict depends on, but for the answer.
    keys: &'c BTreeMap<String, String>,
    repeat: usize,
    /// Each test counts by itself.
    to_the_end: bool,
}

impl<'c> Grading<'c> {
    /// What is left to be judged. What needs no judge, or is known, is written down at once.
    fn open_work(
        &self,
        units: Vec<Unit>,
        book: &Book,
        tally: &mut Tally,
    ) -> Result<Vec<Work<'c>>, Error> {
        let known = book.sheet.lines.values();
        let known = known.filter(|line| line.state != State::Unjudged && !line.key.is_empty());
        let known: HashMap<(&str, &str), &Line> = known
            .map(|line| ((&*line.kata, &*line.key), line))
            .collect();
        let mut work: Vec<Work<'c>> = Vec::new();
        let mut places: HashMap<(String, String), usize> = HashMap::new();
        let mut settle = |line: Line| -> Result<(), Error> {
            let there = (line.student.clone(), line.kata.clone());
            let there = book.sheet.lines.get(&there);
            if there.is_none_or(|there| there.to_json() != line.to_json()) {
                book.add(&line)?;
            }
            tally.count(&line);
            tally.known += 1;
            Ok(())
        };
        for unit in units {
            let kata = self.course.kata(&unit.kata)?;
            let answer = match self.looked_at(kata, &unit) {
                Ok(answer) => answer,
                Err((state, why)) => {
                    settle(line_without(&unit, state, &why))?;
                    continue;
                }
            };
            let key = format!("{} {}", self.keys[&kata.id], answer.sha256);
            let key = digest::sha256_hex(key.as_bytes());
            if let Some(line) = known.get(&(&*kata.id, &*key)) {
                settle(line.of(&unit))?;
                continue;
            }
            let place = (kata.id.clone(), key.clone());
            let at = *places.entry(place).or_insert_with(|| {
                work.push(Work {
                    units: Vec::new(),
                    kata,
                    answer,
                    key,
                });
                work.len() - 1
            });
            work[at].units.push(unit);
        }
        Ok(work)
    }

    /// The answer of a unit, if there is one to be judged.
    fn looked_at(&self, kata: &Kata, unit: &Unit) -> Result<Answer, (State, Text)> {
        let Some(path) = &unit.path else {
            let nothing = text!("nothing was handed in", "提出されていません");
            return Err((State::Absent, nothing));
        };
        let mut answer = Answer::read(kata, path).map_err(|error| match error.kind() {
            Kind::Asked => (State::Refused, error.text()),
            Kind::Machine | Kind::Cancelled => (State::Unjudged, error.text()),
        })?;
        // As the student knows it, and not where it lies on this machine.
        answer.shown = kata.short(&kata.exercise());
        if let Ok(source) = str::from_utf8(&answer.bytes)
            && let Some(why) = gate::closed(kata, source)
        {
            return Err((State::Refused, why));
        }
        Ok(answer)
    }

    /// Judges all of it, and tells of each unit as soon as it is known.
    fn judge(
        &self,
        judge: &Judge<'c>,
        work: &[Work<'c>],
        cancel: &Cancel,
        observer: &dyn Observer,
        done: &(dyn Fn(Line) -> Result<(), Error> + Sync),
    ) -> Result<(), Error> {
        let mut targets = Vec::new();
        let mut runs: Vec<(usize, Run)> = Vec::new();
        for (at, work) in work.iter().enumerate() {
            let mut add = |kata: &'c Kata, run: Run| {
                let name = format!("{} {}", work.key, runs.len());
                let answer = work.answer.clone();
                targets.push(Target { kata, answer, name });
                runs.push((at, run));
            };
            for _ in 0..self.repeat {
                add(work.kata, Run::Visible);
            }
            if let Some(hidden) = self.hidden.get(&work.kata.id) {
                add(hidden, Run::Hidden);
            }
        }
        let left: Vec<Mutex<Left>> = work.iter().map(|_| Mutex::default()).collect();
        let failed = Mutex::new(None);
        let each = judge.each(
            "grade",
            &targets,
            self.to_the_end,
            cancel,
            observer,
            &|target, verdict| {
                let (at, run) = runs[target];
                let work = &work[at];
                let wanted = self.repeat + usize::from(self.hidden.contains_key(&work.kata.id));
                let whole = {
                    let mut left = lock(&left[at]);
                    left.0.push((run, verdict));
                    (left.0.len() == wanted).then(|| mem::take(&mut left.0))
                };
                let Some(whole) = whole else { return };
                for line in self.lines(work, &whole) {
                    if let Err(error) = done(line) {
                        // A full disk: nothing more can be kept, so nothing more is to be done.
                        lock(&failed).get_or_insert(error);
                        cancel.cancel();
                    }
                }
            },
        );
        match lock(&failed).take() {
            Some(error) => Err(error),
            None => each,
        }
    }

    /// A line for each of the units that have this answer.
    fn lines(&self, work: &Work<'c>, runs: &[(Run, Result<Verdict, Error>)]) -> Vec<Line> {
        let one = match self.told(work, runs) {
            Ok(line) => line,
            Err(why) => line_without(&work.units[0], State::Unjudged, &why),
        };
        work.units.iter().map(|unit| one.of(unit)).collect()
    }

    fn told(&self, work: &Work<'c>, runs: &[(Run, Result<Verdict, Error>)]) -> Result<Line, Text> {
        let mut visible = Vec::new();
        let mut hidden = Value::Null;
        let mut seconds = 0.0;
        for (run, verdict) in runs {
            let verdict = verdict.as_ref().map_err(|error| error.text())?;
            seconds += verdict.build_seconds + verdict.run_seconds;
            match run {
                Run::Visible => visible.push(verdict),
                Run::Hidden => hidden = verdict.to_json(),
            }
        }
        let first = visible[0];
        let outcomes: BTreeSet<&str> = visible.iter().map(|v| v.outcome.as_str()).collect();
        if outcomes.len() > 1 {
            let solved = visible.iter().filter(|verdict| verdict.solved()).count();
            let of = visible.len();
            return Err(text!(
                "the verdict changes from run to run: solved in {solved} of {of}",
                "判定が実行ごとに変わります（{of} 回のうち {solved} 回が解決）",
            ));
        }
        let shown = [Lang::En, Lang::Ja].map(|lang| {
            let view = View {
                lang,
                color: false,
                links: false,
                ascii: false,
                width: 100,
            };
            let context = show::Context {
                kata: work.kata,
                own: false,
                next: None,
                keys: false,
                explained: &BTreeSet::new(),
            };
            show::verdict(first, context, view)
        });
        Ok(Line {
            student: String::new(),
            kata: work.kata.id.clone(),
            state: State::Judged,
            answer: work.answer.sha256.clone(),
            received: String::new(),
            key: work.key.clone(),
            verdict: first.to_json(),
            hidden,
            shown,
            seconds,
        })
    }
}

/// With which tests.
#[derive(Clone, Copy, Debug)]
enum Run {
    Visible,
    Hidden,
}

/// What is known so far of one piece of work.
#[derive(Default)]
struct Left(Vec<(Run, Result<Verdict, Error>)>);

/// A unit without a verdict, and why.
fn line_without(unit: &Unit, state: State, why: &Text) -> Line {
    Line {
        student: unit.student.clone(),
        kata: unit.kata.clone(),
        state,
        answer: String::new(),
        received: unit.received_word(),
        key: String::new(),
        verdict: Value::Null,
        hidden: Value::Null,
        shown: [why.en.to_string(), why.ja.to_string()],
        seconds: 0.0,
    }
}

/// How many units came to what.
#[derive(Default)]
struct Tally {
    known: usize,
    solved: usize,
    not_solved: usize,
    absent: usize,
    refused: usize,
    /// Each with the reason.
    unjudged: Vec<(String, [String; 2])>,
}

impl Tally {
    fn count(&mut self, line: &Line) {
        match line.state {
            State::Judged if points::is_solved(line) => self.solved += 1,
            State::Judged => self.not_solved += 1,
            State::Absent => self.absent += 1,
            State::Refused => self.refused += 1,
            State::Unjudged => self.unjudged.push((line.unit(), line.shown.clone())),
        }
    }

    fn to_text(&self, file: &Path, level: Level, lang: Lang) -> String {
        let (solved, not_solved) = (self.solved, self.not_solved);
        let (absent, refused, known) = (self.absent, self.refused, self.known);
        let unjudged = self.unjudged.len();
        let (file, level) = (file.display(), level.word());
        let folder = Path::new(&file.to_string()).parent().map(Path::to_path_buf);
        let folder = folder.unwrap_or_default();
        let folder = folder.display();
        let mut said = text!(
            "solved {solved}, not solved {not_solved}, nothing handed in {absent}, refused {refused}, could not be judged {unjudged}\n({known} were known before or needed no judge; sandbox: {level})\n\n{file}\nNext: cargo xtask report {folder}\n",
            "解決 {solved}、未解決 {not_solved}、提出なし {absent}、拒否 {refused}、判定できず {unjudged}\n（うち {known} 件は判定済みか、判定が不要でした。サンドボックス: {level}）\n\n{file}\n次: cargo xtask report {folder}\n",
        )
        .into_lang(lang);
        for (unit, why) in &self.unjudged {
            let _ = writeln!(said, "{unit}: {}", lang.pick(&*why[0], &*why[1]));
        }
        said
    }
}
