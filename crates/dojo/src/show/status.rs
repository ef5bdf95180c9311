//! Where the learner stands, and the one command to run next.

use std::path::Path;

use unicode_width::UnicodeWidthStr as _;

use crate::course::{Course, Kata};
use crate::show::{Style, View};
use crate::state::{Standing, State};
use lang::text;

const BAR: usize = 10;

/// How much is solved, and the one command to run next.
pub fn status(course: &Course, standing: &Standing<'_>, view: View) -> String {
    if standing.0.is_empty() {
        return view
            .lang
            .pick(
                "The course has no katas yet: cargo xtask new SECTION KATA\n",
                "課題はまだありません: cargo xtask new SECTION KATA\n",
            )
            .to_owned();
    }
    if standing.0.iter().all(|(_, state)| *state == State::New) {
        return welcome(standing.0[0].0, view);
    }
    let (solved, all) = (standing.solved(), standing.0.len());
    let mut out = text!(
        "{solved} of {all} katas solved\n\n",
        "{all} 問中 {solved} 問を解決\n\n"
    )
    .into_lang(view.lang);
    out += &bars(course, standing, view);
    out += "\n";
    out += &next(standing, view);
    out
}

/// What to do with a kata: the file to edit, where to read what it is given, and the command that
/// judges it.
pub fn steps(kata: &Kata, view: View) -> String {
    let id = &kata.id;
    let link = |file: &Path| {
        let target = format!("file://{}", file.display());
        view.link(&target, &view.paint(Style::Code, &kata.short(file)))
    };
    let edit = link(&kata.exercise());
    let mut given = String::new();
    for file in kata.given() {
        if given.is_empty() {
            given += view.lang.pick("Given:\n", "用意されているもの:\n");
        }
        given += &format!("  {}\n", link(&file));
    }
    let check = view.paint(Style::Code, &format!("cargo xtask check {id}"));
    let hint = view.paint(Style::Code, &format!("cargo xtask hint {id}"));
    text!(
        "\nEdit:\n  {edit}\n{given}Have it judged:\n  {check}\nIf you are stuck:\n  {hint}\n",
        "\n編集するファイル:\n  {edit}\n{given}判定する:\n  {check}\n行き詰まったら:\n  {hint}\n",
    )
    .into_lang(view.lang)
}

/// For somebody who has touched nothing yet.
fn welcome(first: &Kata, view: View) -> String {
    let (id, file) = (&first.id, first.short(&first.exercise()));
    let title = first.title.in_lang(view.lang);
    let steps = [
        view.lang.pick("read what is asked for", "課題を読む"),
        view.lang.pick("write your answer", "解答を書く"),
        view.lang.pick("have it judged", "判定する"),
    ];
    let width = steps.iter().map(|step| step.width()).max().unwrap_or(0);
    let does = [
        format!("cargo xtask lesson {id}"),
        file,
        format!("cargo xtask check {id}"),
    ];
    let mut out = text!(
        "Welcome. Begin with `{id}`, {title}:\n",
        "ようこそ。まず `{id}`（{title}）から始めましょう。\n"
    )
    .into_lang(view.lang);
    for (n, (step, what)) in steps.iter().zip(does).enumerate() {
        let gap = " ".repeat(width - step.width());
        let what = view.paint(Style::Code, &what);
        out += &format!("  {}. {step}{gap}  {what}\n", n + 1);
    }
    out
}

/// How much of a section is solved.
pub(super) fn bar(solved: usize, all: usize, view: View) -> String {
    let full = (solved * BAR).checked_div(all).unwrap_or(0);
    view.paint(Style::Good, &"#".repeat(full)) + &"-".repeat(BAR - full)
}

fn bars(course: &Course, standing: &Standing<'_>, view: View) -> String {
    let width = course.sections.iter().map(|section| section.id.width());
    let width = width.max().unwrap_or(0);
    let mut out = String::new();
    for section in &course.sections {
        let all = section.katas.len();
        let solved = standing
            .0
            .iter()
            .filter(|(kata, state)| kata.section == section.id && *state == State::Solved)
            .count();
        let bar = bar(solved, all, view);
        let title = section.title.in_lang(view.lang);
        out += &format!(
            "  {:width$}  {bar}  {solved:>2}/{all:<2}  {title}\n",
            section.id
        );
    }
    out
}

fn next(standing: &Standing<'_>, view: View) -> String {
    let Some(kata) = standing.next() else {
        return view
            .lang
            .pick(
                "Every kata is solved. Well done.\n",
                "すべての課題を解決しました。お疲れさまでした。\n",
            )
            .to_owned();
    };
    let state = standing.0.iter().find(|(other, _)| other.id == kata.id);
    let command = match state.map(|(_, state)| state) {
        Some(State::Missing | State::Unreadable) => "reset",
        Some(State::New) | None => "lesson",
        Some(State::Edited | State::Stale | State::Solved) => "check",
    };
    let (id, guide, minutes) = (&kata.id, &kata.guide, kata.minutes);
    let title = kata.title.in_lang(view.lang);
    let time = text!("about {minutes} min", "約 {minutes} 分").into_lang(view.lang);
    let label = view.paint(Style::Strong, view.lang.pick("Next:", "次の課題:"));
    let command = view.paint(Style::Code, &format!("cargo xtask {command} {id}"));
    format!("{label} {id} ({guide}) {title}, {time}\n  {command}\n")
}
