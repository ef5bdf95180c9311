//! Some of a lesson's hints, and where to go after them.

use std::ops::Range;

use super::markdown::markdown;
use crate::show::{Style, View};
use lang::text;

/// Shows those of `hints` in `which`; an empty range stands for a reader who has seen them all.
/// A reader with `keys` is told of these in place of commands.
pub fn hints(kata: &str, hints: &[String], which: Range<usize>, keys: bool, view: View) -> String {
    let code = |command: &str| view.paint(Style::Code, &format!("cargo xtask {command} {kata}"));
    let all = hints.len();
    let mut out = String::new();
    if which.is_empty() {
        let again = view.paint(Style::Code, &format!("cargo xtask hint {kata} --all"));
        out += &text!(
            "You have seen all {all} hints of {kata}. Again:\n  {again}\n",
            "{kata} のヒントは {all} つすべて表示済みです。もう一度見る:\n  {again}\n",
        )
        .into_lang(view.lang);
    }
    for hint in &hints[which.clone()] {
        out += &markdown(hint, view);
        out += "\n";
    }
    if keys {
        let left = all - which.end;
        let key = view.paint(Style::Strong, if left > 0 { "h" } else { "s" });
        out += &match left {
            0 => text!(
                "  {key}  there is no further hint; the reference\n",
                "  {key}  ヒントはこれで最後です。模範解答を見る\n",
            ),
            _ => text!(
                "  {key}  one more hint, {left} of {all} left\n",
                "  {key}  次のヒント（{all} つのうち残り {left} つ）\n",
            ),
        }
        .into_lang(view.lang);
        return out;
    }
    out += &if which.end < all {
        let (left, more) = (all - which.end, code("hint"));
        text!(
            "{left} of {all} hints left:\n  {more}\n",
            "残りのヒントは {all} つのうち {left} つです:\n  {more}\n",
        )
    } else {
        let solution = view.paint(Style::Code, &format!("cargo xtask solution {kata} --spoil"));
        text!(
            "There is no further hint. The reference:\n  {solution}\n",
            "ヒントはこれで最後です。模範解答を見る:\n  {solution}\n",
        )
    }
    .into_lang(view.lang);
    out
}
