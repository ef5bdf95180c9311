//! A lesson file: the text of a kata, and its hints one by one.

use crate::course::Kata;
use crate::error::Error;
use crate::files;
use lang::{Lang, text};

/// The parts of a lesson, as Markdown.
#[derive(Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Everything before the first hint.
    pub body: String,
    /// Each with its heading.
    pub hints: Vec<String>,
}

impl Lesson {
    /// # Errors
    ///
    /// The file is missing or cannot be read.
    pub fn of(kata: &Kata, lang: Lang) -> Result<Lesson, Error> {
        Ok(Lesson::parse(&files::read(&kata.lesson(lang))?))
    }

    /// Takes a lesson file apart.
    pub fn parse(text: &str) -> Lesson {
        let mut body = String::new();
        let mut hints: Vec<String> = Vec::new();
        for line in lines(without_stamp(text)) {
            if line.heading().is_some_and(is_hint) {
                hints.push(String::new());
            }
            let part = hints.last_mut().unwrap_or(&mut body);
            *part += line.text;
            *part += "\n";
        }
        let trim = |part: String| format!("{}\n", part.trim_end());
        Lesson {
            body: trim(body),
            hints: hints.into_iter().map(trim).collect(),
        }
    }
}

/// The headings of the second level, in order.
pub fn headings(text: &str) -> Vec<&str> {
    lines(text).filter_map(|line| line.heading()).collect()
}

/// The text of a translation without the line that says what it translates.
pub fn without_stamp(text: &str) -> &str {
    match text.split_once('\n') {
        Some((first, rest)) if first.starts_with("<!-- translates:") => rest.trim_start(),
        _ => text,
    }
}

/// The hint that does not exist.
pub fn no_hints(kata: &str) -> Error {
    Error::Machine(text!(
        "the lesson of `{kata}` has no hints",
        "課題 `{kata}` にはヒントがありません",
    ))
}

fn is_hint(heading: &str) -> bool {
    let number = heading
        .strip_prefix("Hint ")
        .or_else(|| heading.strip_prefix("ヒント "));
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// A line of Markdown, and whether it is code.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// The line without its end.
    pub text: &'a str,
    /// In a fence, or the fence itself: what looks like a heading there is none.
    pub code: bool,
}

impl<'a> Line<'a> {
    fn heading(self) -> Option<&'a str> {
        if self.code {
            return None;
        }
        self.text.strip_prefix("## ").map(str::trim)
    }
}

/// The lines of a Markdown text.
pub fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut fenced = false;
    text.lines().map(move |text| {
        let fence = text.trim_start().starts_with("```");
        let code = fenced || fence;
        fenced ^= fence;
        Line { text, code }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_are_taken_off_and_cut_apart() {
        let text = "<!-- translates: x.md sha256:0123456789ab -->\n# x: 題名\n\n## 課題\n\n```md\n\
                    ## ヒント 9\n```\n\n## ヒント 1\n\n一\n\n## ヒント 2\n\n二\n";
        let lesson = Lesson::parse(text);
        assert_eq!(
            lesson.body,
            "# x: 題名\n\n## 課題\n\n```md\n## ヒント 9\n```\n"
        );
        assert_eq!(lesson.hints, ["## ヒント 1\n\n一\n", "## ヒント 2\n\n二\n"]);
        assert_eq!(headings(text), ["課題", "ヒント 1", "ヒント 2"]);
    }

    #[test]
    fn a_heading_that_begins_with_hint_is_not_yet_a_hint() {
        let lesson = Lesson::parse("## Hints and more\n\n## Hint 1\n");
        assert_eq!(lesson.body, "## Hints and more\n");
        assert_eq!(lesson.hints, ["## Hint 1\n"]);
    }
}
