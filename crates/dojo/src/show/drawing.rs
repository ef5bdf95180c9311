//! What happened in a test, in a few lines under its headline.

use lang::Lang;
use unicode_width::UnicodeWidthStr as _;

use super::wrap::cut;
use super::{Style, View, bars};
use crate::timeline::{Bar, Event, Sources, Step, bars as bars_of, lanes, sign, steps};

/// Lines of a drawing.
const MOST: usize = 8;

/// Events in a row that may be repeated together, as a poll and what it returns.
const LONGEST_REPEATED: usize = 3;

/// The widest line of the test beside what came of it.
const SOURCE: usize = 44;

/// The calls as bars, or the latest steps of the test with what came of each; at most eight lines,
/// and none where nothing is known but that the test has begun and failed.
pub fn drawing(events: &[Event], sources: &Sources, view: View) -> Vec<String> {
    let view = View {
        width: view.width.saturating_sub(4),
        ..view
    };
    let calls = bars_of(events);
    if calls.len() > 1 && calls.iter().any(Bar::lasts) {
        let most = if lanes(&calls).len() < MOST {
            MOST - 1
        } else {
            MOST - 2
        };
        let text = bars(&[("", calls)], most, view);
        return text.lines().map(|line| format!("  {line}")).collect();
    }
    let of_the_test = |event: &Event| matches!(&*event.kind, "program" | "test");
    if events.iter().all(of_the_test) {
        return Vec::new();
    }
    let rows = rows(events, sources, view.lang);
    let rows = &rows[rows.len().saturating_sub(MOST)..];
    let widest = rows.iter().map(|(source, _)| source.width()).max();
    let widest = widest.unwrap_or(0).min(SOURCE);
    let row = |(source, told): &(String, String)| {
        let source = cut(source, widest);
        let gap = " ".repeat(widest.saturating_sub(source.width()) + 2);
        let told = cut(told, view.width.saturating_sub(widest + 2).max(20));
        let told = match told.contains('✗') {
            true => view.paint(Style::Error, &told),
            false => told,
        };
        let row = format!("    {}{gap}{told}", view.paint(Style::Faint, &source));
        view.signs(row.trim_end())
    };
    rows.iter().map(row).collect()
}

/// Lines of the test, each with what came of it.
fn rows(events: &[Event], sources: &Sources, lang: Lang) -> Vec<(String, String)> {
    let of_test = |event: &&Event| event.code.is_none();
    let mut subjects = events.iter().filter(of_test).map(|event| &event.subject);
    let first = subjects.next();
    let is_alone = subjects.all(|subject| Some(subject) == first);
    let mut rows: Vec<(String, String)> = Vec::new();
    let steps = steps(events);
    for (number, step) in steps.iter().enumerate() {
        rows.push((source_of(step, sources), told(step, is_alone, lang)));
        let next = steps.get(number + 1);
        // What the test did meanwhile, and nothing came of it.
        let silent = next.and_then(|next| step.silence_before(next));
        let silent = silent.map(|silent| source_of(&silent, sources));
        rows.extend(
            silent
                .filter(|source| !source.is_empty())
                .map(|source| (source, String::new())),
        );
    }
    rows
}

/// The line of the test, with its number.
fn source_of(step: &Step, sources: &Sources) -> String {
    let lines = sources.lines_of(step);
    let first = lines.first();
    first.map_or_else(String::new, |(line, source)| format!("{line}  {source}"))
}

/// What happened in a step, one after the other; to whom, where that changes.
fn told(step: &Step, is_alone: bool, lang: Lang) -> String {
    let mut subject = "";
    let mut told = Vec::new();
    for event in &step.events {
        if !is_alone && event.subject != subject && event.code.is_none() {
            subject = &event.subject;
            told.push(format!("{subject}:"));
        }
        let text = format!("{} {}", sign(&event.what).trim(), event.happened(lang));
        told.push(text.trim_start().to_owned());
    }
    repeated(&told).replace(":  ", ": ")
}

/// One after the other, and what is repeated once.
fn repeated(told: &[String]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = told;
    while !rest.is_empty() {
        let times = |length: usize| {
            let (block, _) = rest.split_at(length);
            rest.chunks(length)
                .take_while(|chunk| *chunk == block)
                .count()
        };
        let mut lengths = 1..=LONGEST_REPEATED.min(rest.len());
        let length = lengths.find(|length| times(*length) > 1).unwrap_or(1);
        let (block, times) = (&rest[..length], times(length));
        parts.push(match times {
            1 => block.join("  "),
            _ => format!("{} ×{times}", block.join(" ")),
        });
        rest = &rest[length * times..];
    }
    parts.join("  ")
}

#[cfg(test)]
mod tests {
    use super::repeated;

    #[test]
    fn what_is_repeated_stands_there_once() {
        let told = |told: &str| repeated(&told.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(told("a b c"), "a  b  c");
        assert_eq!(told("a a b"), "a ×2  b");
        assert_eq!(told("x a b a b a"), "x  a b ×2  a");
        assert_eq!(told("a b c a b c d"), "a b c ×2  d");
    }
}
