//! Calls as bars over virtual time: what lies side by side ran at the same time. Those of one name
//! stand in one line, unless they overlap.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::wrap::cut;
use super::{Style, View};
use crate::timeline::{Bar, lanes};

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
        let lanes = lanes(bars);
        for (number, lane) in lanes.iter().take(most).enumerate() {
            let said = if number == 0 { *name } else { "" };
            let called = cut(&lane[0].name, subject);
            let line = format!(
                "  {said}{} {called}{} {}",
                " ".repeat(label.saturating_sub(said.width())),
                " ".repeat(subject.saturating_sub(called.width())),
                drawn(lane, room, end, |bar| view.paint(style, bar)),
            );
            let _ = writeln!(out, "{}", line.trim_end());
        }
        if lanes.len() > most {
            let _ = writeln!(out, "  {} … {}", " ".repeat(label), lanes.len() - most);
        }
    }
    view.signs(&out)
}

/// Moments above the bars, in milliseconds.
fn axis(indent: usize, room: usize, end: u64) -> String {
    const MARKS: usize = 4;
    /// Of less the tenths are told.
    const SHORT: u64 = 10_000;
    let digits = usize::from(end < SHORT);
    let mut line = " ".repeat(indent);
    for mark in 0..=MARKS {
        let place = indent + room * mark / MARKS;
        let at = end as f64 * mark as f64 / MARKS as f64 / 1000.0;
        let text = match mark {
            MARKS => format!("{at:.digits$} ms"),
            _ => format!("{at:.digits$}"),
        };
        while line.len() < place {
            line.push(' ');
        }
        line.push_str(&text);
    }
    line + "\n"
}

fn drawn(lane: &[&Bar], room: usize, end: u64, paint: impl Fn(&str) -> String) -> String {
    let place = |at: u64| (at as f64 / end as f64 * room as f64).round() as usize;
    let mut cells: Vec<&str> = Vec::new();
    for bar in lane {
        let begins = place(bar.begins);
        let length = place(bar.until).saturating_sub(begins).max(1);
        let touches = begins > 0 && cells.len() == begins && cells[begins - 1] == "█";
        cells.resize(cells.len().max(begins + length), " ");
        cells[begins..begins + length].fill("█");
        if touches && length > 1 {
            cells[begins] = "▐";
        }
        if let Some(sign) = bar.broken_off {
            cells[begins + length - 1] = sign;
        }
        if bar.ends.is_none() {
            cells.push("→");
        }
    }
    let first = cells.iter().take_while(|cell| **cell == " ").count();
    format!("{}{}", " ".repeat(first), paint(&cells[first..].concat()))
}
