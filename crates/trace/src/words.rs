//! The words, which `xtask` has checked: it has the table of commands and flags.

use std::ffi::OsString;
use std::path::PathBuf;

use dojo::Error;
use lang::{Lang, text};
use lexopt::Arg;
use shell::term;

/// What is asked for.
#[derive(Debug, Default)]
pub struct Words {
    /// `xtask` names the next unsolved where nobody else does.
    pub kata: String,
    /// Without one, the test that is read first, or the first that waits.
    pub test: Option<String>,
    pub answer: Option<PathBuf>,
    pub html: Option<PathBuf>,
    pub perfetto: Option<PathBuf>,
    pub json: bool,
}

/// The words, and the language, which is needed to say what is wrong with them.
pub fn parse(given: Vec<OsString>) -> (Result<Words, Error>, Lang) {
    let mut words = Words::default();
    let mut lang = None;
    let done = read(given, &mut words, &mut lang);
    let odd = |cause: lexopt::Error| Error::Asked(text!("{cause}", "{cause}"));
    (
        done.map(|()| words).map_err(odd),
        lang.unwrap_or_else(term::language),
    )
}

fn read(
    given: Vec<OsString>,
    words: &mut Words,
    lang: &mut Option<Lang>,
) -> Result<(), lexopt::Error> {
    let mut parser = lexopt::Parser::from_args(given);
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("answer") => words.answer = Some(parser.value()?.into()),
            Arg::Long("html") => words.html = Some(parser.value()?.into()),
            Arg::Long("perfetto") => words.perfetto = Some(parser.value()?.into()),
            Arg::Long("format") => words.json = parser.value()? == "json",
            Arg::Long("lang") => *lang = Lang::parse(&parser.value()?.to_string_lossy()),
            Arg::Value(word) if words.kata.is_empty() => {
                words.kata = word.to_string_lossy().into_owned();
            }
            Arg::Value(word) => words.test = Some(word.to_string_lossy().into_owned()),
            other => return Err(other.unexpected()),
        }
    }
    Ok(())
}
