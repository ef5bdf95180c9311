//! Calls as bars over virtual time: what lies side by side ran at the same time.

use std::fmt::Write as _;

use dojo::show::View;
use unicode_width::UnicodeWidthStr;

use crate::event::Event;
use crate::record::{Recorded, Side, side_name};

/// Bars of one side that are drawn; what is more is counted.
const MOST: usize = 24;

/// One call.
pub struct Bar {
    pub name: String,
    pub begins: u64,
    /// None where it had not come to its end.
    pub ends: Option<u64>,
}

/// Whether there are calls over time to be drawn.
pub fn fit(recorded: &Recorded) -> bool {
    recorded.sides().any(|(_, side)| {
        let bars = bars(side);
        bars.iter()
            .any(|bar| bar.ends.is_none_or(|ends| ends > bar.begins))
    })
}

/// The calls of one side, in the order in which they began.
pub fn bars(side: &Side) -> Vec<Bar> {
    let mut bars: Vec<Bar> = Vec::new();
    let calls = side.events.iter().filter(|event| event.kind == "call");
    for Event {
        subject,
        what,
        virtual_us,
        ..
    } in calls
    {
        let Some(at) = *virtual_us else { continue };
        match &**what {
            "begins" => bars.push(Bar {
                name: subject.clone(),
                begins: at,
                ends: None,
            }),
            _ => {
                let open = bars
                    .iter_mut()
                    .rev()
                    .find(|bar| bar.name == *subject && bar.ends.is_none());
                if let Some(bar) = open {
                    bar.ends = Some(at);
                }
            }
        }
    }
    bars
}

pub fn of(recorded: &Recorded, view: View) -> String {
    let sides: Vec<(&str, Vec<Bar>)> = recorded
        .sides()
        .map(|(name, side)| (side_name(name, view.lang), bars(side)))
        .collect();
    let all = || sides.iter().flat_map(|(_, bars)| bars);
    let end = all()
        .map(|bar| bar.ends.unwrap_or(bar.begins))
        .max()
        .unwrap_or(0)
        .max(1000);
    let label = sides
        .iter()
        .map(|(name, _)| name.width())
        .max()
        .unwrap_or(0);
    let subject = all().map(|bar| bar.name.width()).max().unwrap_or(0).min(20);
    let room = view
        .width
        .min(120)
        .saturating_sub(label + subject + 12)
        .clamp(20, 80);
    let mut out = axis(label + subject + 4, room, end);
    for (name, bars) in &sides {
        for (number, bar) in bars.iter().take(MOST).enumerate() {
            let said = if number == 0 { *name } else { "" };
            let line = format!(
                "  {said}{} {}{} {}",
                " ".repeat(label.saturating_sub(said.width())),
                bar.name,
                " ".repeat(subject.saturating_sub(bar.name.width())),
                drawn(bar, room, end),
            );
            let _ = writeln!(out, "{}", line.trim_end());
        }
        if bars.len() > MOST {
            let _ = writeln!(out, "  {} … {}", " ".repeat(label), bars.len() - MOST);
        }
    }
    out
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

fn drawn(bar: &Bar, room: usize, end: u64) -> String {
    let place = |at: u64| (at as f64 / end as f64 * room as f64).round() as usize;
    let begins = place(bar.begins);
    let length = place(bar.ends.unwrap_or(end)).saturating_sub(begins).max(1);
    let open = if bar.ends.is_none() { "→" } else { "" };
    format!("{}{}{open}", " ".repeat(begins), "█".repeat(length))
}
