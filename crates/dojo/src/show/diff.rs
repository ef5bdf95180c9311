//! The learner's answer beside the reference.

use similar::TextDiff;

use super::{Style, View};
use lang::text;

use crate::ansi;
use crate::course::Kata;
use crate::error::Error;
use crate::files;

/// One side of a diff.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Its path as people know it.
    pub path: &'a str,
    /// Its content.
    pub text: &'a str,
}

/// A unified diff from the one to the other; empty where they are the same.
pub fn diff(from: Side<'_>, to: Side<'_>, view: View) -> String {
    let diff = TextDiff::from_lines(from.text, to.text);
    let unified = diff
        .unified_diff()
        .context_radius(3)
        .header(from.path, to.path)
        .to_string();
    if !view.color {
        return unified;
    }
    let mut out = String::new();
    for line in unified.lines() {
        let style = match line.as_bytes().first() {
            _ if line.starts_with("--- ") || line.starts_with("+++ ") => Some(Style::Strong),
            Some(b'-') => Some(Style::Error),
            Some(b'+') => Some(Style::Good),
            Some(b'@') => Some(Style::Frame),
            _ => None,
        };
        match style {
            Some(style) => out += &view.paint(style, line),
            None => out += line,
        }
        out += "\n";
    }
    out
}

/// The learner's answer beside the reference.
///
/// # Errors
///
/// One of the two files cannot be read.
pub fn beside_solution(kata: &Kata, view: View) -> Result<String, Error> {
    let answer = files::read_if_there(&kata.exercise())?.unwrap_or_default();
    let answer = ansi::plain(&String::from_utf8_lossy(&answer).replace("\r\n", "\n"));
    if !kata.solution().exists() {
        let id = &kata.id;
        return Err(Error::Asked(text!(
            "the reference for `{id}` is not here; in a class the teacher keeps it",
            "`{id}` の模範解答はここにはありません。クラスでは教員が持っています",
        )));
    }
    let reference = files::read(&kata.solution())?.replace("\r\n", "\n");
    let (from, to) = (kata.short(&kata.exercise()), kata.short(&kata.solution()));
    let side = |path, text| Side { path, text };
    let diff = diff(side(&from, &answer), side(&to, &reference), view);
    Ok(match diff.is_empty() {
        true => view
            .lang
            .pick(
                "Your answer is the reference, to the letter.\n",
                "解答は模範解答と一字一句同じです。\n",
            )
            .to_owned(),
        false => diff,
    })
}
