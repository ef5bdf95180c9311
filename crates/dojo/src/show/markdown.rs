//! Markdown for a terminal: wrapped to its width, with headings, bold and code in colour.

use super::wrap::hanging;
use super::{Style, View};
use crate::lesson::lines;

/// A space that no line is broken at, while the text is wrapped.
const KEPT: char = '\u{a0}';

/// The text, wrapped, with colours in place of its marks where the reader sees colours. Neither a
/// code span nor a link is broken; code blocks and tables stay as they are.
pub fn markdown(text: &str, view: View) -> String {
    let mut out = String::new();
    for line in lines(text) {
        if line.code {
            out += &view.paint(Style::Code, line.text);
            out += "\n";
        } else if line.text.starts_with('#') && view.color {
            out += &view.paint(Style::Strong, line.text.trim_start_matches(['#', ' ']));
            out += "\n";
        } else if line.text.is_empty() || line.text.starts_with(['#', '|']) {
            out += line.text;
            out += "\n";
        } else {
            let (mark, rest) = item(line.text);
            let wrapped = hanging(mark, &kept(&links(rest)), view.width);
            out += &spans(&wrapped, view).replace(KEPT, " ");
        }
    }
    out
}

/// What a list item begins with, to which its other lines are indented: spaces, and `- ` or `1. `.
fn item(line: &str) -> (&str, &str) {
    let text = line.trim_start();
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = match text.strip_prefix("- ") {
        Some(rest) => rest,
        None if digits.len() < text.len() => digits.strip_prefix(". ").unwrap_or(text),
        None => text,
    };
    line.split_at(line.len() - rest.len())
}

/// `[text](target)` as `text (target)`; where both say the same, once.
fn links(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, from)) = rest.split_once('[') {
        let link = from.split_once("](").and_then(|(text, after)| {
            let (target, after) = after.split_once(')')?;
            (!text.contains(['[', ']'])).then_some((text, target, after))
        });
        // In code a bracket is a bracket.
        let in_code = (out.matches('`').count() + before.matches('`').count()) % 2 == 1;
        match link.filter(|_| !in_code) {
            Some((text, target, after)) => {
                out += before;
                out += text;
                if text.trim_matches('`') != target {
                    out += &format!(" ({target})");
                }
                rest = after;
            }
            None => {
                out += before;
                out.push('[');
                rest = from;
            }
        }
    }
    out + rest
}

/// The line with the spaces of its code spans kept together.
fn kept(line: &str) -> String {
    let mut code = false;
    line.chars()
        .map(|c| {
            code ^= c == '`';
            if code && c == ' ' { KEPT } else { c }
        })
        .collect()
}

/// Colours `code` and **bold**, also over several lines; a mark without its partner is left as it
/// is.
fn spans(text: &str, view: View) -> String {
    if !view.color {
        return text.to_owned();
    }
    let paint = |style, inner: &str| {
        let lines: Vec<String> = inner
            .split('\n')
            .map(|line| view.paint(style, line))
            .collect();
        lines.join("\n")
    };
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['`', '*']) {
        let (before, from) = rest.split_at(at);
        out += before;
        let (mark, style) = if from.starts_with("**") {
            ("**", Style::Strong)
        } else if from.starts_with('`') {
            ("`", Style::Code)
        } else {
            ("", Style::Strong)
        };
        let inner = &from[mark.len()..];
        match inner.find(mark) {
            Some(end) if end > 0 => {
                // Marks within marks go as well; one colour is enough.
                let text = inner[..end].replace('`', "");
                out += &paint(style, if mark == "`" { &inner[..end] } else { &text });
                rest = &inner[end + mark.len()..];
                // Markdown wants a space there, and Japanese does not.
                if inner[..end].ends_with('。') {
                    rest = rest.trim_start_matches(' ');
                }
            }
            _ => {
                let skip = mark.len().max(1);
                out += &from[..skip];
                rest = &from[skip..];
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use lang::Lang;
    use unicode_width::UnicodeWidthStr as _;

    use super::markdown;
    use crate::show::View;

    fn view(color: bool, width: usize) -> View {
        View {
            lang: Lang::En,
            color,
            links: false,
            ascii: false,
            width,
        }
    }

    #[test]
    fn colour_takes_the_place_of_the_marks() {
        let text = "# Title\n\nIt **never** wakes `Waker`: 2 * 3 * 4, a ` alone.\n";
        let colored = markdown(text, view(true, 80)).replace('\x1b', "ESC");
        insta::assert_snapshot!(colored);
        assert_eq!(markdown(text, view(false, 80)), text);
    }

    #[test]
    fn lines_are_wrapped_and_neither_code_nor_links_are_broken() {
        let text = "- one **claim that is long**, see [the page](https://example.com/page) and `cargo xtask check delay`\n\n```rust\nlet a_line_of_code = that_is(much, longer, than_the, width);\n```\n";
        assert_eq!(
            markdown(text, view(false, 40)),
            "- one **claim that is long**, see the\n  page (https://example.com/page) and\n  `cargo xtask check delay`\n\n```rust\nlet a_line_of_code = that_is(much, longer, than_the, width);\n```\n"
        );
        let bold = "a **bold text over lines** b\n";
        let colored = markdown(bold, view(true, 20)).replace('\x1b', "^");
        assert_eq!(colored, "a ^[1mbold text over^[0m\n^[1mlines^[0m b\n");
    }

    /// Every text of the course, at the width of a small terminal.
    #[test]
    fn no_line_of_the_course_is_wider_than_the_terminal() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(2)
            .unwrap();
        let mut texts = crate::walk::files(&root.join("exercises")).unwrap();
        texts.extend(crate::walk::files(&root.join("crates/probe/explain")).unwrap());
        for path in texts
            .iter()
            .filter(|path| path.extension().is_some_and(|e| e == "md"))
        {
            let text = crate::files::read(path).unwrap();
            let shown = markdown(crate::lesson::without_stamp(&text), view(false, 80));
            for line in crate::lesson::lines(&shown).filter(|line| !line.code) {
                let long = line.text.width() > 80;
                // A link or a span alone may be longer than any line.
                let is_one = line.text.trim_start().split(' ').count() < 4
                    || line.text.trim_start().starts_with('`')
                    || line.text.starts_with(['#', '|']);
                assert!(!long || is_one, "{}: {}", path.display(), line.text);
                let first = line.text.trim_start().chars().next().unwrap_or(' ');
                assert!(
                    !"、。，．）」』】ー々".contains(first),
                    "{}: {}",
                    path.display(),
                    line.text
                );
            }
        }
    }
}
