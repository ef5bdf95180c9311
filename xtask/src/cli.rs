//! The command line: from words to a [`Command`].

mod args;
mod help;

use std::ffi::OsString;
use std::path::PathBuf;

use crate::commands::{bench, check, list, new, stubs, trace, verify, watch};
use dojo::Error;
use dojo::guess::nearest;
use dojo::show::View;
use lang::{Lang, Text, text};
use shell::term;

use args::Args;
pub use help::{COMMANDS, Spec};

/// What the reader asks for.
#[derive(Debug)]
pub enum Command {
    Status,
    Version,
    Help(Option<&'static Spec>),
    Check(check::Options),
    Watch(watch::Options),
    List(list::Options),
    Polish {
        kata: Option<String>,
    },
    Trace(trace::Options),
    Lesson {
        kata: Option<String>,
    },
    Hint {
        kata: Option<String>,
        all: bool,
    },
    Explain {
        words: Vec<String>,
    },
    Solution {
        kata: Option<String>,
        spoil: bool,
    },
    Reset {
        kata: String,
    },
    Verify(verify::Options),
    Bench(bench::Options),
    New(new::Options),
    Stubs(stubs::Options),
    Tidy,
    Wrong {
        which: Option<String>,
    },
    Compare {
        katas: Vec<String>,
    },
    /// The words as they are, for the crate `classroom`.
    Classroom(Vec<OsString>),
    Ci,
}

impl Command {
    /// Whether it is of use only where the answers are.
    pub fn is_for_authors(&self) -> bool {
        matches!(
            self,
            Command::Verify(_)
                | Command::New(_)
                | Command::Stubs(_)
                | Command::Tidy
                | Command::Wrong { .. }
                | Command::Compare { .. }
                | Command::Bench(_)
                | Command::Ci
        )
    }
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
    let Some((spec, mut args)) = Args::read(words.clone())? else {
        return Ok(Command::Status);
    };
    if args.flag("version") {
        return Ok(Command::Version);
    }
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
        "watch" => Command::Watch(watch::Options {
            kata: args.optional(),
            manual: args.flag("manual"),
        }),
        "polish" => Command::Polish {
            kata: args.optional(),
        },
        "trace" => {
            let mut flags: Vec<OsString> = Vec::new();
            for name in ["answer", "html", "perfetto"] {
                if let Some(value) = args.value(name) {
                    flags.extend([format!("--{name}").into(), value.into()]);
                }
            }
            if args.json()? {
                flags.extend(["--format".into(), "json".into()]);
            }
            Command::Trace(trace::Options {
                kata: args.optional(),
                test: args.optional(),
                flags,
            })
        }
        "list" => Command::List(list::Options {
            section: match args.value("section") {
                Some(section) => Some(section),
                None => args.optional(),
            },
            todo: args.flag("todo"),
            json: args.json()?,
        }),
        "lesson" => Command::Lesson {
            kata: args.optional(),
        },
        "hint" => Command::Hint {
            kata: args.optional(),
            all: args.flag("all"),
        },
        "explain" => Command::Explain { words: args.rest() },
        "solution" => Command::Solution {
            kata: args.optional(),
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
            right: args.flag("right"),
            traced: args.flag("traced"),
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
        "grade" | "report" | "starter" => return Ok(Command::Classroom(words)),
        other => unreachable!("`{other}` is in the table of commands and not here"),
    };
    args.nothing_left()?;
    Ok(command)
}

/// What people type by habit, and the command that it means here. None of these writes a file.
const HABITS: [(&str, &str); 8] = [
    ("next", "status"),
    ("progress", "status"),
    ("run", "check"),
    ("start", "status"),
    ("test", "check"),
    ("judge", "check"),
    ("verdict", "check"),
    ("show", "lesson"),
];

/// The words with `check` before them where the first is no command and `is_known` to the course:
/// a kata's name alone asks for a verdict.
pub fn with_check(words: Vec<OsString>, is_known: impl Fn(&str) -> bool) -> Vec<OsString> {
    let first = words.first().and_then(|word| word.to_str());
    match first {
        Some(word) if !word.starts_with('-') && named(word).is_err() && is_known(word) => {
            [vec!["check".into()], words].concat()
        }
        _ => words,
    }
}

/// The command that bears `name`, or that people mean by it.
fn named(name: &str) -> Result<&'static Spec, Error> {
    let meant = HABITS.iter().find(|(habit, _)| *habit == name);
    let name = meant.map_or(name, |(_, command)| command);
    if let Some(spec) = COMMANDS.iter().find(|spec| spec.name == name) {
        return Ok(spec);
    }
    Err(Error::Asked(match nearest(name, help::guessed()) {
        Some(near) => text!(
            "there is no command `{name}`; did you mean `cargo xtask {near}`?",
            "コマンド `{name}` はありません。`cargo xtask {near}` のことでしょうか",
        ),
        None => text!(
            "there is no command `{name}`; `cargo xtask help` lists them",
            "コマンド `{name}` はありません。一覧は `cargo xtask help` で見られます",
        ),
    }))
}

/// What `cargo xtask help` prints, of one command or of all.
pub fn help(spec: Option<&Spec>, view: View) -> String {
    match spec {
        Some(spec) => spec.help(view),
        None => help::overview(view),
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
