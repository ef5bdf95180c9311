//! Calls as bars over virtual time: what lies side by side ran at the same time.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::wrap::cut;
use super::{Style, View};
use crate::timeline::Bar;

/// The widest name; what is longer is cut.
const WIDEST_NAME: usize = 20;

/// Calls of one answer or of several, each under its name; of one no more than `most`, and what is
/// more is counted.
pub fn bars(sides: &[(&str, Vec<Bar>)], most: usize, view: View) -> String {
    let all = || sides.iter().flat_map(|(_, bars)| bars);
    let end = all().map(|bar| bar.until).max().unwrap_or(0).max(1000);
    let label = sides
        .iter()
        .map(|(name, _)| name.width())
        .max()
        .unwrap_or(0);
    let subject = all()
        .map(|bar| bar.name.width())
        .max()
        .unwrap_or(0)
        .min(WIDEST_NAME);
    let room = view
        .width
        .min(120)
        .saturating_sub(label + subject + 12)
        .clamp(20, 80);
    let mut out = axis(label + subject + 4, room, end);
    for (side, (name, bars)) in sides.iter().enumerate() {
        let style = if side == 0 { Style::Frame } else { Style::Good };
        let rows = rows(bars);
        for (number, row) in rows.iter().take(most).enumerate() {
            let said = if number == 0 { *name } else { "" };
            let called = cut(&row[0].name, subject);
            let line = format!(
                "  {said}{} {called}{} {}",
                " ".repeat(label.saturating_sub(said.width())),
                " ".repeat(subject.saturating_sub(called.width())),
                drawn(row, room, end, |bar| view.paint(style, bar)),
            );
            let _ = writeln!(out, "{}", line.trim_end());
        }
        if rows.len() > most {
            let _ = writeln!(out, "  {} … {}", " ".repeat(label), rows.len() - most);
        }
    }
    view.signs(&out)
}

/// A row for each call; those of one name that take no time share one.
fn rows(bars: &[Bar]) -> Vec<Vec<&Bar>> {
    let mut rows: Vec<Vec<&Bar>> = Vec::new();
    for bar in bars {
        let is_shared = |row: &&mut Vec<&Bar>| {
            row[0].name == bar.name && !row.iter().chain([&bar]).any(|bar| bar.lasts())
        };
        match rows.iter_mut().find(is_shared) {
            Some(row) => row.push(bar),
            None => rows.push(vec![bar]),
        }
    }
    rows
}

/// Moments above the bars, in milliseconds.
fn axis(indent: usize, room: usize, end: u64) -> String {
    const MARKS: usize = 4;
    let mut line = " ".repeat(indent);
    for mark in 0..=MARKS {
        let place = indent + room * mark / MARKS;
        let at = end as f64 * mark as f64 / MARKS as f64 / 1000.0;
        let text = match mark {
            MARKS => format!("{at:.0} ms"),
            _ => format!("{at:.0}"),
        };
        while line.len() < place {
            line.push(' ');
        }
        line.push_str(&text);
    }
    line + "\n"
}

fn drawn(row: &[&Bar], room: usize, end: u64, paint: impl Fn(&str) -> String) -> String {
    let place = |at: u64| (at as f64 / end as f64 * room as f64).round() as usize;
    let (mut line, mut taken) = (String::new(), 0);
    for bar in row {
        let begins = place(bar.begins);
        if begins < taken {
            continue;
        }
        let length = place(bar.until).saturating_sub(begins).max(1);
        let open = if bar.ends.is_none() { "→" } else { "" };
        line += &" ".repeat(begins - taken);
        line += &paint(&"█".repeat(length));
        line += open;
        taken = begins + length;
    }
    line
}
