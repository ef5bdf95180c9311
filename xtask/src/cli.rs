//! The command line: from words to a [`Command`].

mod args;
mod help;

use std::ffi::OsString;
use std::path::PathBuf;

use crate::commands::{bench, check, new, stubs, verify};
use dojo::Error;
use dojo::guess::nearest;
use lang::{Lang, Text, text};
use shell::term;

use args::Args;
pub use help::{COMMANDS, Spec};

/// What the reader asks for.
#[derive(Debug)]
pub enum Command {
    Status,
    Help(Option<&'static Spec>),
    Check(check::Options),
    List { json: bool },
    Lesson { kata: String },
    Hint { kata: String, all: bool },
    Explain { diagnosis: Option<String> },
    Solution { kata: String, spoil: bool },
    Reset { kata: String },
    Verify(verify::Options),
    Bench(bench::Options),
    New(new::Options),
    Stubs(stubs::Options),
    Tidy,
    Wrong { which: Option<String> },
    Compare { katas: Vec<String> },
    Ci,
}

/// The language that `words` ask for, found even where the rest of them is wrong: the answer to
/// a wrong command line is to be read as well.
pub fn lang(words: &[OsString]) -> Lang {
    let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
    words
        .iter()
        .enumerate()
        .filter_map(|(at, word)| match word.strip_prefix("--lang") {
            Some("") => Lang::parse(words.get(at + 1)?),
            Some(value) => Lang::parse(value.strip_prefix('=')?),
            None => None,
        })
        .next_back()
        .unwrap_or_else(term::language)
}

/// # Errors
///
/// An unknown command or flag, a value that is missing or of another form.
pub fn parse(words: Vec<OsString>) -> Result<Command, Error> {
    let Some((spec, mut args)) = Args::read(words)? else {
        return Ok(Command::Status);
    };
    if args.flag("help") {
        return Ok(Command::Help(Some(spec)));
    }
    let command = match spec.name {
        "help" => match args.optional() {
            Some(name) => Command::Help(Some(named(&name)?)),
            None => Command::Help(None),
        },
        "status" => Command::Status,
        "check" => Command::Check(check::Options {
            katas: args.rest(),
            all: args.flag("all"),
            section: args.value("section"),
            answer: args.value("answer").map(PathBuf::from),
            solution: args.flag("solution"),
            json: args.json()?,
            jobs: args.jobs()?,
        }),
        "list" => Command::List { json: args.json()? },
        "lesson" => Command::Lesson {
            kata: args.required("KATA")?,
        },
        "hint" => Command::Hint {
            kata: args.required("KATA")?,
            all: args.flag("all"),
        },
        "explain" => Command::Explain {
            diagnosis: args.optional(),
        },
        "solution" => Command::Solution {
            kata: args.required("KATA")?,
            spoil: args.flag("spoil"),
        },
        "reset" => Command::Reset {
            kata: args.required("KATA")?,
        },
        "verify" => Command::Verify(verify::Options {
            katas: args.rest(),
            section: args.value("section"),
            jobs: args.jobs()?,
            repeat: args.number("repeat")?.unwrap_or(1),
            json: args.json()?,
            rejected: args.flag("rejected"),
        }),
        "bench" => Command::Bench(bench::Options {
            katas: args.rest(),
            runs: args.number("runs")?.unwrap_or(bench::RUNS),
            cold: args.flag("cold"),
        }),
        "new" => Command::New(new::Options {
            section: args.required("SECTION")?,
            kata: args.required("KATA")?,
            guide: args.value("guide"),
            title: args.value("title"),
            title_ja: args.value("title-ja"),
            kind: match args.value("kind") {
                Some(word) => new::Kind::parse(&word)?,
                None => new::Kind::default(),
            },
        }),
        "stubs" => Command::Stubs(stubs::Options {
            katas: args.rest(),
            edited: args.flag("edited"),
            translations: args.flag("translations"),
        }),
        "tidy" => Command::Tidy,
        "wrong" => Command::Wrong {
            which: args.optional(),
        },
        "compare" => Command::Compare { katas: args.rest() },
        "ci" => Command::Ci,
        other => unreachable!("`{other}` is in the table of commands and not here"),
    };
    args.nothing_left()?;
    Ok(command)
}

/// The command that bears `name`.
fn named(name: &str) -> Result<&'static Spec, Error> {
    if let Some(spec) = COMMANDS.iter().find(|spec| spec.name == name) {
        return Ok(spec);
    }
    Err(Error::Asked(
        match nearest(name, COMMANDS.iter().map(|spec| spec.name)) {
            Some(near) => text!(
                "there is no command `{name}`; did you mean `cargo xtask {near}`?",
                "コマンド `{name}` はありません。`cargo xtask {near}` のことでしょうか",
            ),
            None => text!(
                "there is no command `{name}`; `cargo xtask help` lists them",
                "コマンド `{name}` はありません。一覧は `cargo xtask help` で見られます",
            ),
        },
    ))
}

/// What `cargo xtask help` prints, of one command or of all.
pub fn help(spec: Option<&Spec>, lang: Lang) -> String {
    match spec {
        Some(spec) => spec.help(lang),
        None => help::overview(lang),
    }
}

/// A sentence about the command line, with where to read more.
fn usage(spec: &Spec, wrong: Text) -> Error {
    let name = spec.name;
    let more = text!(
        "; see `cargo xtask {name} --help`",
        "。詳しくは `cargo xtask {name} --help` をご覧ください",
    );
    Error::Asked(Text {
        en: wrong.en + &more.en,
        ja: wrong.ja + &more.ja,
    })
}

#[cfg(test)]
mod tests;
