//! Polls, wakes, and what the test does, one below the other; the answer beside the reference, and
//! the first difference marked.

use std::fmt::Write as _;

use dojo::show::{Style, View};
use dojo::timeline::{self, Step};
use lang::Lang;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::record::{Recorded, side_name};

/// Lines of one step that are shown; the middle of more is left out.
const MOST: usize = 20;

/// Steps that are shown; the middle of more is left out.
const STEPS: usize = 60;

/// The narrowest and the widest column.
const WIDTHS: [usize; 2] = [28, 58];

pub fn of(recorded: &Recorded, view: View) -> String {
    let columns = recorded.sides().count();
    let width = view.width.min(130);
    let column = (width.saturating_sub(3 * columns)) / columns;
    let column = column.clamp(WIDTHS[0], WIDTHS[1]);
    let mut out = String::new();
    let names: Vec<String> = recorded
        .sides()
        .map(|(name, side)| format!("{}: {}", side_name(name, view.lang), side.ended(view.lang)))
        .collect();
    row(&mut out, ' ', &names, column, view);
    let pairs = recorded.pairs();
    let mut is_marked = false;
    let count = pairs.len();
    for (number, pair) in pairs.iter().enumerate() {
        if count > STEPS && number == STEPS / 2 {
            let _ = writeln!(out, "  … {} …", count - STEPS);
        }
        if count > STEPS && (STEPS / 2..count - STEPS / 2).contains(&number) {
            continue;
        }
        heading(&mut out, recorded, pair.step(), view);
        let lines = |step: &Option<Step>| {
            let step = step.as_ref().map(|step| shortened(step, view.lang));
            step.unwrap_or_default()
        };
        let sides: Vec<Vec<String>> = pair.sides[..columns].iter().map(lines).collect();
        let height = sides.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let cells: Vec<String> = sides
                .iter()
                .map(|side| side.get(line).cloned().unwrap_or_default())
                .collect();
            let differs = cells.windows(2).any(|pair| pair[0] != pair[1]);
            let mark = if differs && !is_marked { '>' } else { ' ' };
            is_marked |= differs;
            row(&mut out, mark, &cells, column, view);
        }
    }
    out
}

/// The line of the test that the step stands for.
fn heading(out: &mut String, recorded: &Recorded, step: Option<&Step>, view: View) {
    let Some(step) = step.filter(|step| !step.at.is_empty()) else {
        return;
    };
    for (line, source) in recorded.sources.lines_of(step) {
        let text = fitted(&format!("{line:>4}  {source}"), view.width.min(130));
        let _ = writeln!(out, "{}", view.paint(Style::Faint, text.trim_end()));
    }
}

fn shortened(step: &Step, lang: Lang) -> Vec<String> {
    let lines = timeline::lines(step, lang)
        .into_iter()
        .map(|(line, times)| match times {
            1 => line,
            _ => format!("{line} ×{times}"),
        });
    let lines: Vec<String> = lines.collect();
    if lines.len() <= MOST {
        return lines;
    }
    let left_out = lines.len() - MOST + 1;
    let (head, tail) = (&lines[..MOST / 2], &lines[lines.len() - (MOST / 2 - 1)..]);
    [head, &[format!("… {left_out} …")], tail].concat()
}

fn row(out: &mut String, mark: char, cells: &[String], column: usize, view: View) {
    let painted = |cell: &String| match cell.starts_with('✗') {
        true => view.paint(Style::Error, &fitted(cell, column)),
        false => fitted(cell, column),
    };
    let cells: Vec<String> = cells.iter().map(painted).collect();
    let between = format!(" {} ", view.paint(Style::Frame, "│"));
    let mark = match mark {
        ' ' => " ".to_owned(),
        mark => view.paint(Style::Strong, &mark.to_string()),
    };
    let line = format!("{mark}     {}", cells.join(&between));
    let _ = writeln!(out, "{}", line.trim_end());
}

/// The text in exactly so many columns: a letter of Japanese takes two.
fn fitted(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut taken = 0;
    if text.width() > width {
        for letter in text.chars() {
            let wide = letter.width().unwrap_or(0);
            if taken + wide + 1 > width {
                break;
            }
            out.push(letter);
            taken += wide;
        }
        out.push('…');
        taken += 1;
    } else {
        out.push_str(text);
        taken = text.width();
    }
    out + &" ".repeat(width.saturating_sub(taken))
}
