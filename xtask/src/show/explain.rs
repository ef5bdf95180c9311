//! The list of diagnoses.

use unicode_width::UnicodeWidthStr as _;

use super::wrap::hanging;
use crate::term::View;

/// Each code with the sentence that says what it means.
pub fn explain_list(titles: &[(String, String)], view: View) -> String {
    if titles.is_empty() {
        return view
            .lang
            .pick("there are no diagnoses yet\n", "診断はまだありません\n")
            .to_owned();
    }
    let width = titles.iter().map(|(code, _)| code.width()).max();
    let width = width.unwrap_or(0);
    let mut out = String::new();
    for (code, sentence) in titles {
        out += &hanging(&format!("{code:width$}  "), sentence, view.width);
    }
    out += view.lang.pick(
        "\nOne of them in full: cargo xtask explain CODE\n",
        "\n個別の説明: cargo xtask explain CODE\n",
    );
    out
}
