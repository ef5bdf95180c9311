//! Runs the tests with the answer and with the reference, and reads what they wrote down.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use dojo::judge::{Answer, Judge, Target};
use dojo::sandbox::Cancel;
use dojo::show::{self, View};
use dojo::timeline::{self, Event, Pair, Sources};
use dojo::verdict::Finding;
use dojo::{Course, Error, Kata, Verdict};
use lang::{Lang, text};
use shell::means::{self, Aloud};
use shell::term::Out;

use crate::words::Words;

const YOURS: &str = "yours";
const REFERENCE: &str = "reference";

/// Events of a test that is read at a glance.
const SHORT: usize = 60;

/// One test, twice.
pub struct Recorded {
    pub kata: String,
    pub test: String,
    pub sources: Sources,
    pub yours: Side,
    /// None in a repository without solutions.
    pub reference: Option<Side>,
}

/// What happened with one answer.
pub struct Side {
    pub outcome: String,
    /// What the test has found first.
    pub finding: Option<Finding>,
    pub events: Vec<Event>,
}

/// # Errors
///
/// There is no such kata or test, the answer does not compile, or the judge cannot do its work.
pub fn of(course: &Course, words: &Words, cancel: &Cancel, out: &Out) -> Result<Recorded, Error> {
    let kata = course.kata(&words.kata)?;
    let exercise = kata.exercise();
    let answer = Answer::read(kata, words.answer.as_deref().unwrap_or(&exercise))?;
    // Of this process alone: two may draw the same kata at the same time.
    let own = format!("kata-trace/{}-{}", kata.id, process::id());
    let folder = Removed(course.root.join("target").join(own));
    let folder = &folder.0;
    let mut config = means::config(None)?;
    config.trace = Some(folder.to_path_buf());
    let target = |answer: Answer, name: &str| Target {
        kata,
        answer,
        name: name.to_owned(),
    };
    let mut targets = vec![target(answer, YOURS)];
    if kata.solution().is_file() {
        targets.push(target(Answer::read(kata, &kata.solution())?, REFERENCE));
    }
    let judge = Judge::new(course, config);
    let prepared = judge.prepare(targets, false, cancel, &Aloud(out.view.lang))?;
    let verdicts = prepared.run(cancel, &Aloud(out.view.lang))?;
    let yours = &verdicts[0];
    if yours.tests.is_empty() {
        let id = &kata.id;
        return Err(Error::Asked(text!(
            "the answer does not compile, so nothing happens in it: cargo xtask check {id}",
            "解答がコンパイルできないため、記録するものがありません: cargo xtask check {id}",
        )));
    }
    let test = test(kata, yours, words, folder)?;
    let side = |verdict: &Verdict, name: &str| {
        let report = verdict.tests.iter().find(|report| report.name == test);
        let outcome = report.map_or("missing", |report| report.outcome.as_str());
        Side {
            outcome: outcome.to_owned(),
            finding: report.and_then(|report| report.diagnoses.first().cloned()),
            events: timeline::read(&folder.join(name).join(format!("{test}.jsonl"))),
        }
    };
    let mut yours = side(yours, YOURS);
    let mut reference = verdicts.get(1).map(|verdict| side(verdict, REFERENCE));
    let number = timeline::keep_one(&mut yours.events, None);
    if let Some(reference) = &mut reference {
        timeline::keep_one(&mut reference.events, Some(number));
    }
    Ok(Recorded {
        kata: kata.id.clone(),
        sources: Sources::of(kata),
        yours,
        reference,
        test,
    })
}

/// A folder that goes when what lies in it was read.
struct Removed(PathBuf);

impl Drop for Removed {
    fn drop(&mut self) {
        // What cannot be removed harms nobody: the next process has another one.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The test that is asked for; else the one that is read first, or the first in which somebody
/// waits.
fn test(kata: &Kata, verdict: &Verdict, words: &Words, folder: &Path) -> Result<String, Error> {
    let names: Vec<&str> = verdict.tests.iter().map(|report| &*report.name).collect();
    if let Some(asked) = &words.test {
        return match names.iter().find(|name| *name == asked) {
            Some(name) => Ok((*name).to_owned()),
            None => {
                let (kata, all) = (&kata.id, names.join(", "));
                Err(Error::Asked(text!(
                    "`{kata}` has no test `{asked}`; it has {all}",
                    "`{kata}` にテスト `{asked}` はありません。あるのは次のテストです: {all}",
                )))
            }
        };
    }
    let failed = verdict
        .tests
        .iter()
        .find(|report| report.outcome.is_failure());
    if let Some(report) = failed {
        return Ok(report.name.clone());
    }
    let waits = |most: usize| {
        names.iter().find(|name| {
            let events = timeline::read(&folder.join(YOURS).join(format!("{name}.jsonl")));
            let waits = |event: &Event| matches!(&*event.what, "pending" | "begins");
            events.len() <= most && events.iter().any(waits)
        })
    };
    let first = waits(SHORT).or_else(|| waits(usize::MAX));
    first
        .or(names.first())
        .map(|name| (*name).to_owned())
        .ok_or_else(|| Error::Asked(text!("the kata has no test", "課題にテストがありません")))
}

impl Side {
    /// How the test ended, for somebody to read.
    pub fn ended(&self, lang: Lang) -> &str {
        let japanese = match &*self.outcome {
            "passed" => "成功",
            "failed" => "失敗",
            "hung" => "終わらない",
            "unfinished" => "打ち切り",
            "missing" => "実行されず",
            other => other,
        };
        lang.pick(&self.outcome, japanese)
    }
}

impl Recorded {
    /// The steps of both sides, side by side.
    pub fn pairs(&self) -> Vec<Pair> {
        let reference = self.reference.as_ref().map(|side| &*side.events);
        timeline::aligned(&self.yours.events, reference.unwrap_or_default())
    }

    pub fn sides(&self) -> impl Iterator<Item = (&'static str, &Side)> {
        let reference = self.reference.as_ref().map(|side| (REFERENCE, side));
        std::iter::once((YOURS, &self.yours)).chain(reference)
    }

    pub fn heading(&self, view: View) -> String {
        let lang = view.lang;
        let (kata, test) = (&self.kata, &self.test);
        let mut text = format!("{kata}: {test}\n");
        if let Some(finding) = &self.yours.finding {
            text.push_str(&show::finding(finding, view));
        }
        if self.reference.is_none() {
            text.push_str(lang.pick(
                "(the reference is not here: the teacher keeps it)\n",
                "（模範解答はここにありません。教員が保管しています）\n",
            ));
        }
        text.push('\n');
        text
    }

    pub fn next(&self, lang: Lang) -> String {
        let kata = &self.kata;
        let said = text!(
            "\nAs a page: cargo xtask trace {kata} --html FILE\n",
            "\nページとして書き出す: cargo xtask trace {kata} --html FILE\n",
        );
        said.into_lang(lang)
    }
}

/// What a reader calls each side.
pub fn side_name(name: &str, lang: Lang) -> &'static str {
    match name {
        YOURS => lang.pick("yours", "あなた"),
        _ => lang.pick("reference", "模範解答"),
    }
}
