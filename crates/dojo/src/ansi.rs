//! Text of others on the reader's terminal: colours may pass, and nothing else that is no text.

use std::fmt::Write as _;

/// `text` without colours, and with all else that a terminal would obey made visible.
pub fn plain(text: &str) -> String {
    filtered(text, false)
}

/// `text` with its colours, and with all else that a terminal would obey made visible.
pub fn coloured(text: &str) -> String {
    filtered(text, true)
}

fn filtered(text: &str, colours: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(colour) = colour(rest) {
            if colours {
                out.push_str(&rest[..colour]);
            }
            rest = &rest[colour..];
            continue;
        }
        if rest.starts_with("\r\n") {
            // The line ends of another system.
        } else if is_command(c) {
            write!(out, "\\u{{{:x}}}", u32::from(c)).expect("a string takes everything");
        } else {
            out.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// The length of the colour sequence, `ESC [ digits and semicolons m`, that `text` begins with.
fn colour(text: &str) -> Option<usize> {
    let arguments = text.strip_prefix("\x1b[")?;
    let end = arguments.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    arguments[end..].starts_with('m').then_some(end + 3)
}

/// Control characters, and those that turn the direction of writing, so that a line would read
/// otherwise than it is written.
fn is_command(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || c.is_control() && !matches!(c, '\n' | '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_pass_or_go_and_all_else_is_shown() {
        let text = "\x1b[1;31merror\x1b[0m \x1b]52;c;eA==\x07 \x1b[2J\u{202e}\r\r\n\u{9b}31m";
        assert_eq!(
            coloured(text),
            "\x1b[1;31merror\x1b[0m \\u{1b}]52;c;eA==\\u{7} \\u{1b}[2J\\u{202e}\\u{d}\n\\u{9b}31m"
        );
        assert!(plain(text).starts_with("error \\u{1b}]52"));
        assert_eq!(plain("日本語\tas it is\n"), "日本語\tas it is\n");
    }
}
