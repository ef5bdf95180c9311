//! What happened in a test, in a few lines under its headline.

use std::iter;

use lang::Lang;
use unicode_width::UnicodeWidthStr as _;

use super::wrap::cut;
use super::{Style, View, bars};
use crate::timeline::{Bar, Event, Sources, Step, bars as bars_of, lanes, sign, steps};

/// Lines of a drawing.
const MOST: usize = 8;

/// Events in a row that may be repeated together, as a poll and what it returns.
const LONGEST_REPEATED: usize = 5;

/// Between two things that happened.
const GAP: &str = "  ";

/// The widest drawing.
const WIDEST: usize = 120;

/// The widest line of the test beside what came of it.
const SOURCE: usize = 44;

/// The calls as bars, or the latest steps of the test with what came of each; at most eight lines,
/// and none where nothing is known but that the test has begun and failed.
pub fn drawing(events: &[Event], sources: &Sources, view: View) -> Vec<String> {
    let view = View {
        width: view.width.min(WIDEST).saturating_sub(4),
        ..view
    };
    let calls = bars_of(events);
    // One call alone says less than polls do.
    let is_polled = events.iter().any(|event| event.what == "poll");
    if (calls.len() > 1 || !is_polled) && calls.iter().any(Bar::lasts) {
        let most = if lanes(&calls).len() < MOST {
            MOST - 1
        } else {
            MOST - 2
        };
        let text = bars(&[("", calls)], most, view);
        return text.lines().map(|line| format!("  {line}")).collect();
    }
    // What is cleared away after it has nothing to do with it.
    let until = events.iter().position(|event| event.code.is_some());
    let events = until.map_or(events, |until| &events[..=until]);
    let of_the_test = |event: &Event| {
        matches!(&*event.kind, "cut" | "executor" | "program" | "test") || event.what == "created"
    };
    if events.iter().all(of_the_test) {
        return Vec::new();
    }
    let steps = told_steps(events, sources, view.lang);
    let widest = steps.iter().map(|(source, _)| source.width()).max();
    let widest = widest.unwrap_or(0).min(SOURCE).min(view.width * 2 / 5);
    let room = view.width.saturating_sub(widest + 2).max(20);
    let rows = steps
        .iter()
        .flat_map(|(source, told)| rows(source, told, room));
    let rows: Vec<(&str, String)> = rows.collect();
    let row = |(source, told): &(&str, String)| {
        let source = cut(source, widest);
        let gap = " ".repeat(widest.saturating_sub(source.width()) + 2);
        let told = cut(told, room);
        let told = match told.contains('✗') {
            true => view.paint(Style::Error, &told),
            false => told,
        };
        let row = format!("    {}{gap}{told}", view.paint(Style::Faint, &source));
        view.signs(row.trim_end())
    };
    rows[rows.len().saturating_sub(MOST)..]
        .iter()
        .map(row)
        .collect()
}

/// A step as one row; where that is too long, a row for each of those that it happened to, and more
/// for one to whom much happened.
fn rows<'s>(source: &'s str, told: &[String], room: usize) -> Vec<(&'s str, String)> {
    let whole = told.join(GAP);
    if whole.width() <= room {
        return vec![(source, whole)];
    }
    let mut rows: Vec<String> = Vec::new();
    for group in told {
        rows.push(String::new());
        for part in group.split(GAP) {
            let row = rows.last_mut().expect("one was pushed");
            if !row.is_empty() && row.width() + GAP.len() + part.width() > room {
                rows.push(format!("{GAP}{part}"));
            } else {
                let gap = if row.is_empty() { "" } else { GAP };
                row.push_str(&format!("{gap}{part}"));
            }
        }
    }
    let sources = iter::once(source).chain(iter::repeat(""));
    sources.zip(rows).collect()
}

/// Lines of the test, each with what came of it: to one after the other.
fn told_steps(events: &[Event], sources: &Sources, lang: Lang) -> Vec<(String, Vec<String>)> {
    let of_test = |event: &&Event| event.code.is_none() && event.kind != "program";
    let mut subjects = events.iter().filter(of_test).map(|event| &event.subject);
    let first = subjects.next();
    let is_alone = subjects.all(|subject| Some(subject) == first);
    let mut told_steps: Vec<(String, Vec<String>)> = Vec::new();
    let steps = steps(events);
    for (number, step) in steps.iter().enumerate() {
        told_steps.push((source_of(step, sources), told(step, is_alone, lang)));
        let next = steps.get(number + 1);
        // What the test did meanwhile, and nothing came of it.
        let silent = next.and_then(|next| step.silence_before(next));
        let silent = silent.map(|silent| source_of(&silent, sources));
        let silent = silent.filter(|source| !source.is_empty());
        told_steps.extend(silent.map(|source| (source, Vec::new())));
    }
    told_steps
}

/// The line of the test, with its number.
fn source_of(step: &Step, sources: &Sources) -> String {
    let lines = sources.lines_of(step);
    let first = lines.first();
    first.map_or_else(String::new, |(line, source)| format!("{line}  {source}"))
}

/// What happened in a step to one after the other; to whom, where that changes. That the program
/// began and ended goes without saying.
fn told(step: &Step, is_alone: bool, lang: Lang) -> Vec<String> {
    let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
    for event in step.events.iter().filter(|event| event.kind != "program") {
        let subject = match is_alone || event.code.is_some() {
            true => groups.last().map_or("", |(subject, _)| subject),
            false => &event.subject,
        };
        if groups.last().is_none_or(|(last, _)| *last != subject) {
            groups.push((subject, Vec::new()));
        }
        let text = format!("{} {}", sign(&event.what).trim(), event.happened(lang));
        let mut text = text.trim_start().to_owned();
        // The moment of what is told; that of the rest follows from what the test does.
        if event.told.is_some()
            && let Some(moment) = event.moment()
        {
            text.push_str(&moment);
        }
        if let Some((_, told)) = groups.last_mut() {
            told.push(text);
        }
    }
    let group = |(subject, told): &(&str, Vec<String>)| match *subject {
        "" => repeated(told),
        subject => format!("{subject}: {}", repeated(told)),
    };
    groups.iter().map(group).collect()
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
            1 => block.join(GAP),
            _ => format!("{} ×{times}", block.join(" ")),
        });
        rest = &rest[length * times..];
    }
    parts.join(GAP)
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
