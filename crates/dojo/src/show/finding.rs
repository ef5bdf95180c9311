//! A mistake, and what was seen of it.

use super::wrap::hanging;
use super::{Style, View};
use crate::verdict::Finding;

/// The name of a mistake, what it means, and what was observed.
pub fn finding(finding: &Finding, view: View) -> String {
    let mut out = head(&finding.code, finding.message.in_lang(view.lang), view);
    for note in &finding.notes {
        out += &label(
            view.lang.pick("note", "注記"),
            note.in_lang(view.lang),
            view,
        );
    }
    out
}

/// The line that is read first.
pub(super) fn head(code: &str, message: &str, view: View) -> String {
    let label = view.lang.pick("error", "エラー");
    let label = match code {
        "" => label.to_owned(),
        code => format!("{label}[{code}]"),
    };
    let text = hanging("", &format!("{label}: {message}"), view.width);
    text.replacen(&label, &view.paint(Style::Error, &label), 1)
}

/// What stands below it, under a label.
pub(super) fn label(label: &str, text: &str, view: View) -> String {
    let first = format!("  = {label}: ");
    let block = match text {
        "" => format!("{}\n", first.trim_end()),
        text => hanging(&first, text, view.width),
    };
    let painted = format!(
        "  {} {}",
        view.paint(Style::Frame, "="),
        view.paint(Style::Strong, &format!("{label}:"))
    );
    block.replacen(first.trim_end(), &painted, 1)
}
