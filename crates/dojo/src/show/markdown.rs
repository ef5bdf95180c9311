//! Markdown for a terminal: the text as it is, with headings, bold and code in colour.

use crate::lesson::lines;
use crate::show::{Style, View};

/// The text with colours in place of its marks, where the reader sees colours.
pub fn markdown(text: &str, view: View) -> String {
    if !view.color {
        return text.to_owned();
    }
    let mut out = String::new();
    for line in lines(text) {
        if line.code {
            out += &view.paint(Style::Code, line.text);
        } else if line.text.starts_with('#') {
            out += &view.paint(Style::Strong, line.text.trim_start_matches(['#', ' ']));
        } else {
            out += &spans(line.text, view);
        }
        out += "\n";
    }
    out
}

/// Colours `code` and **bold**; a mark without its partner is left as it is.
fn spans(line: &str, view: View) -> String {
    let mut out = String::new();
    let mut rest = line;
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
                out += &view.paint(style, &inner[..end]);
                rest = &inner[end + mark.len()..];
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
    use super::markdown;
    use crate::show::View;
    use lang::Lang;

    #[test]
    fn colour_takes_the_place_of_the_marks() {
        let mut view = View {
            lang: Lang::En,
            color: true,
            width: 80,
        };
        let text = "# Title\n\nIt **never** wakes `Waker`: 2 * 3 * 4, a ` alone.\n";
        let colored = markdown(text, view).replace('\x1b', "ESC");
        insta::assert_snapshot!(colored);
        view.color = false;
        assert_eq!(markdown(text, view), text);
    }
}
