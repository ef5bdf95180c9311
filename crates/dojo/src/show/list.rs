//! The table of contents, with how far the learner is.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use super::status::bar;
use super::wrap::cut;
use crate::course::{Course, Kata, Section};
use crate::files;
use crate::judge::expected_tests;
use crate::show::{Style, View};
use crate::state::{Standing, State};
use lang::{Lang, text};

/// Every section with its katas, and how far the reader is with each.
pub fn list(course: &Course, standing: &Standing<'_>, view: View) -> String {
    if course.sections.is_empty() {
        return view
            .lang
            .pick(
                "there are no sections yet\n",
                "セクションはまだありません\n",
            )
            .to_owned();
    }
    let id_width = widest(standing.0.iter().map(|(kata, _)| kata.id.width()));
    let guide_width = widest(standing.0.iter().map(|(kata, _)| kata.guide.width()));
    let state_width = widest(standing.0.iter().map(|(_, s)| word(*s, view.lang).width()));
    let mut parts = Vec::new();
    for section in &course.sections {
        let katas: Vec<_> = of_section(standing, section).collect();
        if katas.is_empty() && !section.katas.is_empty() {
            continue;
        }
        let title = section.title.in_lang(view.lang);
        let solved = katas.iter().filter(|(_, state)| *state == State::Solved);
        let (solved, all) = (solved.count(), katas.len());
        let tests: usize = katas.iter().map(|(kata, _)| tests_of(kata)).sum();
        let tests = text!("{tests} tests", "テスト {tests} 件").into_lang(view.lang);
        let mut part = format!(
            "{}  {title}\n  {}  {solved}/{all}  {tests}  exercises/{}/\n",
            view.paint(Style::Strong, &section.id),
            bar(solved, all, view),
            section.id,
        );
        for (kata, state) in katas {
            let word = word(*state, view.lang);
            let gap = " ".repeat(state_width - word.width());
            let left = format!(
                "{gap}  {:id_width$}  {:guide_width$}  ",
                format!("{}.rs", kata.id),
                kata.guide,
                id_width = id_width + 3,
            );
            let used = 2 + word.width() + left.width();
            let title = cut(
                kata.title.in_lang(view.lang),
                view.width.saturating_sub(used).max(20),
            );
            part += &format!("  {}{left}{title}\n", paint(*state, word, view));
        }
        parts.push(part);
    }
    parts.join("\n")
}

/// The stable `kata-list/1` form.
pub fn list_json(course: &Course, standing: &Standing<'_>) -> Value {
    let shown = |section: &&Section| {
        section.katas.is_empty() || of_section(standing, section).next().is_some()
    };
    let sections = course.sections.iter().filter(shown).map(|section| {
        let katas = of_section(standing, section).map(|(kata, state)| {
            json!({
                "id": kata.id,
                "guide": kata.guide,
                "title": kata.title.en,
                "points": kata.points,
                "file": kata.short(&kata.exercise()),
                "tests": tests_of(kata),
                "state": state.as_str(),
            })
        });
        json!({
            "id": section.id,
            "title": section.title.en,
            "katas": katas.collect::<Vec<_>>(),
        })
    });
    json!({ "schema": "kata-list/1", "sections": sections.collect::<Vec<_>>() })
}

/// How many tests judge it; none where they cannot be read, which judging it will tell.
fn tests_of(kata: &Kata) -> usize {
    files::read(&kata.tests()).map_or(0, |source| expected_tests(&source).len())
}

fn of_section<'a>(
    standing: &'a Standing<'_>,
    section: &'a Section,
) -> impl Iterator<Item = &'a (&'a Kata, State)> {
    standing
        .0
        .iter()
        .filter(|(kata, _)| kata.section == section.id)
}

fn widest(widths: impl Iterator<Item = usize>) -> usize {
    widths.max().unwrap_or(0)
}

fn word(state: State, lang: Lang) -> &'static str {
    match state {
        State::New => lang.pick("new", "未着手"),
        State::Edited => lang.pick("edited", "編集中"),
        State::Solved => lang.pick("solved", "解決"),
        State::Stale => lang.pick("changed since solved", "解決後に変更"),
        State::Missing => lang.pick("file missing", "ファイルなし"),
        State::Unreadable => lang.pick("not readable", "読み取り不可"),
    }
}

fn paint(state: State, word: &str, view: View) -> String {
    let style = match state {
        State::New => Style::Faint,
        State::Edited => Style::Frame,
        State::Solved => Style::Good,
        State::Stale | State::Missing | State::Unreadable => Style::Warning,
    };
    view.paint(style, word)
}
