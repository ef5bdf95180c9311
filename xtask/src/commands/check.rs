//! `cargo xtask check`: judges answers.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use super::{kept, progress};
use dojo::Error;
use dojo::course::{Course, Kata};
use dojo::judge::{Answer, Judge};
use dojo::pages::Pages;
use dojo::progress::Progress;
use dojo::sandbox::Cancel;
use dojo::show::{self, Context};
use dojo::state::Standing;
use dojo::verdict::Verdict;
use lang::{Text, text};
use shell::means::{self, Aloud};
use shell::term::Out;

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
    pub jobs: Option<NonZeroUsize>,
}

/// # Errors
///
/// A selection that means nothing, an answer that cannot be read, or whatever keeps the judge from
/// its work.
pub fn run(
    course: &Course,
    options: &Options,
    cancel: &Cancel,
    out: &Out,
) -> Result<ExitCode, Error> {
    let katas = choose(course, options, out)?;
    if katas.is_empty() {
        out.print(out.view.lang.pick(
            "Every kata is solved: there is nothing left to judge. Well done.\n",
            "すべての課題を解決済みです。判定するものは残っていません。お疲れさまでした。\n",
        ))?;
        return Ok(ExitCode::SUCCESS);
    }
    // All of them before the first is judged: a slip is told at once.
    let read = |kata: &&'_ Kata| Ok((kata.id.clone(), answer_of(kata, options)?));
    let answers: HashMap<String, Answer> = katas.iter().map(read).collect::<Result<_, Error>>()?;
    let judge = Judge::new(course, means::config(options.jobs)?);
    let aloud = Aloud(out.view.lang);
    judge_all(course, &katas, options, out, |kata| {
        let answer = answers[&kata.id].clone();
        judge.judge(kata, answer, cancel, &aloud)
    })
}

/// The katas to judge; none where all is solved already.
fn choose<'a>(course: &'a Course, options: &Options, out: &Out) -> Result<Vec<&'a Kata>, Error> {
    let named = !options.katas.is_empty();
    let ways = [named, options.all, options.section.is_some()];
    if ways.iter().filter(|way| **way).count() > 1 {
        return Err(Error::Asked(text!(
            "give katas, or `--all`, or `--section`: one of the three",
            "課題名、`--all`、`--section` は、どれか 1 つだけを指定してください",
        )));
    }
    if options.answer.is_some() && (options.katas.len() != 1 || options.solution) {
        return Err(Error::Asked(text!(
            "`--answer` judges one file for one kata: `cargo xtask check KATA --answer FILE`",
            "`--answer` で判定できるのは 1 つの課題の 1 つのファイルです: `cargo xtask check KATA --answer FILE`",
        )));
    }
    if named {
        let chosen = options.katas.iter().map(|word| course.chosen(word));
        return Ok(chosen.collect::<Result<Vec<_>, _>>()?.concat());
    }
    let katas: Vec<&Kata> = match &options.section {
        Some(section) => course.section(section)?.katas.iter().collect(),
        None => course.katas().collect(),
    };
    // A selection that holds nothing is never green.
    if katas.is_empty() {
        return Err(Error::Asked(text!(
            "there are no katas to judge here",
            "判定する課題がありません",
        )));
    }
    if options.all || options.section.is_some() {
        return Ok(katas);
    }
    let standing = Standing::of(course, &progress(course, out));
    Ok(standing.next().into_iter().collect())
}

fn answer_of(kata: &Kata, options: &Options) -> Result<Answer, Error> {
    let path = match &options.answer {
        Some(file) => file.clone(),
        None if options.solution => kata.solution(),
        None => kata.exercise(),
    };
    match Answer::read(kata, &path) {
        Err(Error::Asked(_)) if path == kata.exercise() => Err(Error::Asked(no_exercise(kata))),
        read => read,
    }
}

/// The learner's file is not there, or is no file.
fn no_exercise(kata: &Kata) -> Text {
    let (file, id) = (kata.short(&kata.exercise()), &kata.id);
    if kata.exercise().exists() {
        return text!(
            "`{file}` is not a file that can be judged; move it away, and `cargo xtask reset {id}` puts the stub there",
            "`{file}` は判定できるファイルではありません。別の場所に移してから `cargo xtask reset {id}` を実行すると、スタブを置き直せます",
        );
    }
    text!(
        "there is no file `{file}`; `cargo xtask reset {id}` puts the stub there",
        "ファイル `{file}` がありません。`cargo xtask reset {id}` でスタブを置き直せます",
    )
}

fn judge_all<'c>(
    course: &Course,
    katas: &[&'c Kata],
    options: &Options,
    out: &Out,
    judge: impl Fn(&'c Kata) -> Result<Verdict, Error>,
) -> Result<ExitCode, Error> {
    let own = options.answer.is_none() && !options.solution;
    let mut solved = true;
    let pages = Pages::load(&course.root)?;
    for (n, &kata) in katas.iter().enumerate() {
        if out.closed() {
            break;
        }
        let verdict = judge(kata)?;
        solved &= verdict.solved();
        if own {
            kept(Progress::record(&course.root, &verdict), out);
        }
        if options.json {
            out.print(&format!("{}\n", verdict.to_json()))?;
            continue;
        }
        // Read after the record: what comes next depends on it.
        let standing = Standing::of(course, &progress(course, out));
        let context = Context {
            kata,
            own,
            keys: false,
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

#[cfg(test)]
mod tests;
