//! The learner's answer beside the reference.

use similar::TextDiff;

use crate::show::{Style, View};

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
