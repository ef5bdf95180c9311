//! How a text is shown.

use lang::Lang;

/// The reader's language, colours and width. Everything in [`show`](crate::show) depends on this
/// and on nothing else around it.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// The language.
    pub lang: Lang,
    /// Whether the reader sees colours.
    pub color: bool,
    /// Whether the terminal knows links (OSC 8).
    pub links: bool,
    /// Whether drawings are made of ASCII alone.
    pub ascii: bool,
    /// Columns; a reader that is no terminal has no limit.
    pub width: usize,
}

/// What a stretch of text is, from which its colour follows.
#[derive(Clone, Copy, Debug)]
pub enum Style {
    /// Something failed.
    Error,
    /// Something is odd, and does not count.
    Warning,
    /// Something is as it should be.
    Good,
    /// A heading, or a label.
    Strong,
    /// Arrows and bars.
    Frame,
    /// What can be typed.
    Code,
    /// What matters less.
    Faint,
}

impl View {
    /// `text` as a link to `target`, where the terminal knows links.
    pub fn link(&self, target: &str, text: &str) -> String {
        if !self.links {
            return text.to_owned();
        }
        format!("\x1b]8;;{target}\x1b\\{text}\x1b]8;;\x1b\\")
    }

    /// A drawing, with signs that the terminal has: each takes as much room as the one it stands for.
    pub fn signs(&self, drawing: &str) -> String {
        if !self.ascii {
            return drawing.to_owned();
        }
        let sign = |sign: char| match sign {
            '█' => '#',
            '│' | '▐' => '|',
            '▶' | '→' => '>',
            '…' | '·' => '.',
            '✓' => '=',
            '↑' => '^',
            '↯' => '!',
            '✗' | '×' => 'x',
            '†' => '-',
            other => other,
        };
        drawing.chars().map(sign).collect()
    }

    /// `text` in the colour of its style, where the reader sees colours.
    pub fn paint(&self, style: Style, text: &str) -> String {
        if !self.color {
            return text.to_owned();
        }
        let code = match style {
            Style::Error => "1;31",
            Style::Warning => "1;33",
            Style::Good => "1;32",
            Style::Strong => "1",
            Style::Frame => "1;34",
            Style::Code => "36",
            Style::Faint => "2",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}
