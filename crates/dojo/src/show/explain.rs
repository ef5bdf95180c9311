//! The list of diagnoses, and the end of the page of one.

use unicode_width::UnicodeWidthStr as _;

use super::markdown::markdown;
use super::wrap::hanging;
use crate::codes;
use crate::course::Course;
use crate::error::Error;
use crate::pages::Pages;
use crate::show::View;
use lang::Lang;

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

/// Diagnoses that were looked for, each with what it means and where to practise it.
pub fn found(rows: &[(String, String, Vec<String>)], view: View) -> String {
    let width = rows.iter().map(|(code, ..)| code.width()).max();
    let width = width.unwrap_or(0);
    let mut out = String::new();
    for (code, sentence, katas) in rows {
        out += &hanging(&format!("{code:width$}  "), sentence, view.width);
        if !katas.is_empty() {
            let practise = view.lang.pick("practise with ", "練習できる課題: ");
            let katas = katas.join(view.lang.pick(", ", "、"));
            let blank = " ".repeat(width);
            out += &hanging(
                &format!("{blank}  "),
                &format!("{practise}{katas}"),
                view.width,
            );
        }
    }
    out += view.lang.pick(
        "\nOne of them in full: cargo xtask explain CODE\n",
        "\n個別の説明: cargo xtask explain CODE\n",
    );
    out
}

/// The page of `code`, with the katas that practise it.
///
/// # Errors
///
/// There is no such page, or it cannot be read.
pub fn explanation(course: &Course, code: &str, view: View) -> Result<String, Error> {
    let mut page = Pages::load(&course.root)?.page(code, view.lang)?;
    page += &katas_of(course, code, view.lang);
    Ok(markdown(&page, view))
}

/// The last part of the page of `code`, as Markdown: where to practise. It is not on the page
/// itself, for the sections know better.
fn katas_of(course: &Course, code: &str, lang: Lang) -> String {
    let code = code.replace('_', "-");
    let raise = course.katas().filter(|kata| kata.diagnoses.contains(&code));
    let mut rows: String = raise
        .map(|kata| format!("- `{}`: {}\n", kata.id, kata.title.in_lang(lang)))
        .collect();
    if codes::OF_THE_JUDGE.contains(&&*code) {
        rows = lang
            .pick(
                "Any kata can end this way.\n",
                "どの課題でも起こりえます。\n",
            )
            .to_owned();
    }
    if rows.is_empty() {
        return rows;
    }
    let heading = lang.pick("Katas", "課題");
    format!("\n## {heading}\n\n{rows}")
}
