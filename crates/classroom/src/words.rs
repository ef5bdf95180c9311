//! The words, which `xtask` has checked: it has the table of commands and flags.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use dojo::Error;
use lang::{Lang, text};
use lexopt::Arg;
use shell::term;

use crate::{grade, report, starter};

/// What is asked for.
#[derive(Debug)]
pub enum Command {
    Doctor,
    Grade(grade::Options),
    Report(report::Options),
    Starter(starter::Options),
}

/// The language that is asked for, else that of the surroundings.
pub fn lang(words: &[OsString]) -> Lang {
    let mut words = words.iter().map(|word| word.to_string_lossy());
    let mut lang = None;
    while let Some(word) = words.next() {
        if word == "--lang" {
            lang = words.next().and_then(|word| Lang::parse(&word));
        } else if let Some(word) = word.strip_prefix("--lang=") {
            lang = Lang::parse(word);
        }
    }
    lang.unwrap_or_else(term::language)
}

/// Flags without a value.
const SWITCHES: [&str; 3] = ["doctor", "gradescope", "list"];

/// Flags that may come more than once: what each names is one of the operands.
const CHOICES: [&str; 2] = ["kata", "section"];

/// # Errors
///
/// A word is missing, or a number is none.
pub fn parse(words: Vec<OsString>) -> Result<Command, Error> {
    let mut flags: BTreeMap<String, String> = BTreeMap::new();
    let mut operands: Vec<String> = Vec::new();
    let mut chosen: Vec<String> = Vec::new();
    let mut parser = lexopt::Parser::from_args(words);
    let odd = |cause: &lexopt::Error| Error::Asked(text!("{cause}", "{cause}"));
    while let Some(arg) = parser.next().map_err(|cause| odd(&cause))? {
        match arg {
            Arg::Long(name) => {
                let name = name.to_owned();
                let value = match SWITCHES.contains(&&*name) {
                    true => String::new(),
                    false => {
                        let value = parser.value().map_err(|cause| odd(&cause))?;
                        value.to_string_lossy().into_owned()
                    }
                };
                match CHOICES.contains(&&*name) {
                    true => chosen.push(value),
                    false => _ = flags.insert(name, value),
                }
            }
            Arg::Value(word) => operands.push(word.to_string_lossy().into_owned()),
            Arg::Short(letter) => {
                return Err(Error::Asked(text!(
                    "there is no flag `-{letter}`",
                    "フラグ `-{letter}` はありません",
                )));
            }
        }
    }
    let mut operands = operands.into_iter();
    let command = operands.next().unwrap_or_default();
    let mut operand = |name: &str| {
        operands.next().map(PathBuf::from).ok_or_else(|| {
            Error::Asked(text!(
                "`{command}` needs {name}: cargo xtask {command} --help",
                "`{command}` には {name} が必要です: cargo xtask {command} --help",
            ))
        })
    };
    let number = |name: &str| match flags.get(name) {
        None => Ok(None),
        Some(word) => match word.parse::<u32>() {
            Ok(number) if number > 0 => Ok(Some(number)),
            _ => Err(Error::Asked(text!(
                "`--{name}` is a number from 1 on; it is `{word}`",
                "`--{name}` は 1 以上の数です。指定されたのは `{word}` です",
            ))),
        },
    };
    let flag = |name: &str| flags.get(name).cloned();
    match &*command {
        "grade" if flags.contains_key("doctor") => Ok(Command::Doctor),
        "grade" => Ok(Command::Grade(grade::Options {
            submissions: operand("SUBMISSIONS")?,
            out: flag("out").map_or_else(|| PathBuf::from("grades"), PathBuf::from),
            policy: flag("policy").map(PathBuf::from),
            shard: flag("shard"),
            only: flag("only"),
            student: flag("student"),
            list: flags.contains_key("list"),
            jobs: number("jobs")?.and_then(|jobs| usize::try_from(jobs).ok()?.try_into().ok()),
            repeat: number("repeat")?.unwrap_or(1),
            sandbox: flag("sandbox"),
        })),
        "report" => Ok(Command::Report(report::Options {
            from: {
                let first = operand("RESULTS")?;
                let rest = operands.map(PathBuf::from);
                [first].into_iter().chain(rest).collect()
            },
            format: flag("format"),
            to: flag("to").map(PathBuf::from),
            only: flag("only"),
        })),
        "starter" => Ok(Command::Starter(starter::Options {
            out: operand("OUT")?,
            katas: operands.chain(chosen).collect(),
            ci: flag("ci"),
            gradescope: flags.contains_key("gradescope"),
            policy: flag("policy").map(PathBuf::from),
        })),
        other => Err(Error::Asked(text!(
            "there is no command `{other}`",
            "コマンド `{other}` はありません",
        ))),
    }
}
