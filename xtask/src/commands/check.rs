//! `cargo xtask check`: judges answers.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{progress, remember};
use crate::course::{Course, Kata};
use crate::error::Error;
use crate::judge::Judge;
use crate::lang::text;
use crate::pages::Pages;
use crate::show::{self, Context};
use crate::state::Standing;
use crate::term::Out;
use crate::verdict::Verdict;

#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Without one, the next unsolved.
    pub katas: Vec<String>,
    pub all: bool,
    pub section: Option<String>,
    /// Judge this file instead of the learner's.
    pub answer: Option<PathBuf>,
    /// Judge the reference instead of the learner's file.
    pub solution: bool,
    pub json: bool,
    pub jobs: Option<usize>,
}

pub fn run(course: &Course, options: &Options, out: &Out) -> Result<ExitCode, Error> {
    let katas = choose(course, options, out)?;
    if katas.is_empty() {
        out.print(out.view.lang.pick(
            "Every kata is solved: there is nothing left to judge. Well done.\n",
            "すべての課題を解決済みです。判定するものは残っていません。お疲れさまでした。\n",
        ))?;
        return Ok(ExitCode::SUCCESS);
    }
    for kata in &katas {
        there(kata, &answer(kata, options))?;
    }
    let judge = Judge::new(course, options.jobs)?;
    judge_all(course, &katas, options, out, |kata, answer| {
        judge.judge(kata, answer)
    })
}

/// The katas to judge; none where all is solved already.
fn choose<'a>(course: &'a Course, options: &Options, out: &Out) -> Result<Vec<&'a Kata>, Error> {
    let named = !options.katas.is_empty();
    let ways = [named, options.all, options.section.is_some()];
    if ways.iter().filter(|way| **way).count() > 1 {
        return Err(Error::Usage(text!(
            "give katas, or `--all`, or `--section`: one of the three",
            "課題名、`--all`、`--section` は、どれか 1 つだけを指定してください",
        )));
    }
    if options.answer.is_some() && (options.katas.len() != 1 || options.solution) {
        return Err(Error::Usage(text!(
            "`--answer` judges one file for one kata: `cargo xtask check KATA --answer FILE`",
            "`--answer` で判定できるのは 1 つの課題の 1 つのファイルです: `cargo xtask check KATA --answer FILE`",
        )));
    }
    if named {
        return options.katas.iter().map(|name| course.kata(name)).collect();
    }
    let katas: Vec<&Kata> = match &options.section {
        Some(section) => course.section(section)?.katas.iter().collect(),
        None => course.katas().collect(),
    };
    // A selection that holds nothing is never green.
    if katas.is_empty() {
        return Err(Error::Usage(text!(
            "there are no katas to judge here",
            "判定する課題がありません",
        )));
    }
    if options.all || options.section.is_some() {
        return Ok(katas);
    }
    let standing = Standing::of(course, &progress(course, out))?;
    Ok(standing.next().into_iter().collect())
}

fn answer(kata: &Kata, options: &Options) -> PathBuf {
    match &options.answer {
        Some(file) => file.clone(),
        None if options.solution => kata.solution(),
        None => kata.exercise(),
    }
}

fn there(kata: &Kata, answer: &Path) -> Result<(), Error> {
    if answer.is_file() {
        return Ok(());
    }
    let (file, id) = (kata.short(answer), &kata.id);
    Err(Error::Usage(if answer == kata.exercise() {
        text!(
            "there is no file `{file}`; `cargo xtask reset {id}` puts the stub there",
            "ファイル `{file}` がありません。`cargo xtask reset {id}` でスタブを置き直せます",
        )
    } else {
        text!(
            "there is no file `{file}`",
            "ファイル `{file}` がありません"
        )
    }))
}

fn judge_all(
    course: &Course,
    katas: &[&Kata],
    options: &Options,
    out: &Out,
    judge: impl Fn(&Kata, &Path) -> Result<Verdict, Error>,
) -> Result<ExitCode, Error> {
    let own = options.answer.is_none() && !options.solution;
    let mut solved = true;
    let pages = Pages::load(&course.root)?;
    for (n, kata) in katas.iter().enumerate() {
        if out.closed() {
            break;
        }
        let verdict = judge(kata, &answer(kata, options))?;
        solved &= verdict.solved();
        if own {
            record(course, kata, &verdict, out);
        }
        if options.json {
            out.print(&format!("{}\n", verdict.to_json()))?;
            continue;
        }
        // Read after the record: what comes next depends on it.
        let standing = Standing::of(course, &progress(course, out))?;
        let context = Context {
            kata,
            own,
            next: standing.after(kata),
            explained: &pages.codes,
        };
        if n > 0 {
            out.print("\n")?;
        }
        out.print(&show::verdict(&verdict, context, out.view))?;
    }
    Ok(if solved {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Keeps what was said of the learner's own file.
fn record(course: &Course, kata: &Kata, verdict: &Verdict, out: &Out) {
    let known = progress(course, out);
    let before = known.entry(&kata.id);
    if before.is_none() && !verdict.solved() {
        return;
    }
    remember(course, out, |progress| {
        let entry = progress.entry_mut(&kata.id);
        entry.solved = verdict.solved();
        entry.answer_sha256 = Some(verdict.answer_sha256.clone());
    });
}

#[cfg(test)]
mod tests;
