//! Line breaking that knows how wide Japanese is, and where it may break.

use unicode_linebreak::linebreaks;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Breaks `text` into lines of at most `width` columns, where words allow it.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    text.lines()
        .flat_map(|line| wrap_line(line, width))
        .collect()
}

/// `first` before the first line of `text`, spaces of the same width before the others.
pub fn hanging(first: &str, text: &str, width: usize) -> String {
    let indent = first.width();
    let lines = wrap(text, width.saturating_sub(indent).max(20));
    let mut out = String::new();
    for (n, line) in lines.iter().enumerate() {
        if n == 0 {
            out += first;
        } else {
            out += &" ".repeat(indent);
        }
        out += line;
        out += "\n";
    }
    out
}

/// `text` in at most `width` columns, with an ellipsis where something is left out.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut room = width.saturating_sub(1);
    let mut out = String::new();
    for c in text.chars() {
        let columns = c.width().unwrap_or(0);
        if columns > room {
            break;
        }
        room -= columns;
        out.push(c);
    }
    out + "…"
}

fn wrap_line(line: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    // Counted as it grows: where nothing limits the width, a line may be as long as the text.
    let (mut current, mut columns) = (String::new(), 0);
    for piece in pieces(line) {
        let fits = columns + piece.trim_end().width() <= width;
        if !fits && !current.trim().is_empty() {
            lines.push(current.trim_end().to_owned());
            current.clear();
            columns = 0;
        }
        current += piece;
        columns += piece.width();
    }
    lines.push(current.trim_end().to_owned());
    lines
}

/// The stretches between the places where a line may break, each with the spaces after it: by the
/// rules of Unicode, UAX #14, but that a word of Latin letters is never cut, be it a path or a
/// command.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut begin = 0;
    for (at, _) in linebreaks(line) {
        let (before, after) = (&line[begin..at], &line[at..]);
        let at_space = before.ends_with(' ');
        let wide = |c: Option<char>| c.is_some_and(|c| c.width() == Some(2));
        let between_wide = wide(before.chars().next_back()) || wide(after.chars().next());
        if at < line.len() && (at_space || between_wide) {
            pieces.push(before);
            begin = at;
        }
    }
    pieces.push(&line[begin..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_breaks_between_words() {
        let lines = wrap("polled 812 times, woken 0 times", 18);
        assert_eq!(lines, ["polled 812 times,", "woken 0 times"]);
    }

    #[test]
    fn japanese_is_two_columns_wide_and_breaks_anywhere_but_before_a_full_stop() {
        let lines = wrap("起床されませんでした。終わり", 20);
        assert_eq!(lines, ["起床されませんでし", "た。終わり"]);
    }

    #[test]
    fn a_word_wider_than_the_line_stays_whole() {
        assert_eq!(
            wrap("see exercises/s02/countdown.rs", 10),
            ["see", "exercises/s02/countdown.rs"]
        );
    }

    #[test]
    fn no_line_begins_with_a_bracket_that_closes() {
        for text in [
            "waker の複製 (残り三個残り三個) です",
            "waker の複製（残り三個残り三個）です",
            "「起床されません」、「起床されません」ー々…",
        ] {
            for width in 8..40 {
                for line in wrap(text, width) {
                    let first = line.chars().next().unwrap_or(' ');
                    assert!(!")）」、。ー々…".contains(first), "{width}: {line}");
                    assert!(!line.ends_with(['(', '（', '「']), "{width}: {line}");
                }
            }
        }
    }

    #[test]
    fn without_a_limit_nothing_breaks() {
        assert_eq!(wrap("a b c", usize::MAX), ["a b c"]);
        assert_eq!(hanging("> ", "a b\nc", usize::MAX), "> a b\n  c\n");
    }

    #[test]
    fn what_is_cut_ends_with_an_ellipsis() {
        assert_eq!(cut("起床されません", 9), "起床され…");
        assert_eq!(cut("short", 9), "short");
    }
}
