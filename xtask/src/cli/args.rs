//! The words after a command, checked against the command's table.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::vec;

use lexopt::Arg;

use super::help::{COMMON, Spec};
use super::{named, usage};
use dojo::Error;
use dojo::guess::nearest;
use lang::{Lang, text};

/// The flags and operands of one command, taken out one by one.
#[derive(Debug)]
pub struct Args {
    spec: &'static Spec,
    flags: BTreeMap<&'static str, Option<String>>,
    operands: vec::IntoIter<String>,
}

impl Args {
    /// Reads `words` up to the last; `None` where they name no command.
    pub fn read(words: Vec<OsString>) -> Result<Option<(&'static Spec, Args)>, Error> {
        let mut spec: Option<&'static Spec> = None;
        let mut flags = BTreeMap::new();
        let mut operands = Vec::new();
        let mut parser = lexopt::Parser::from_args(words);
        loop {
            let flag = match parser.next().map_err(|e| odd(&e))? {
                None => break,
                Some(Arg::Value(word)) => {
                    let word = utf8(word)?;
                    match spec {
                        None => spec = Some(named(&word)?),
                        Some(_) => operands.push(word),
                    }
                    continue;
                }
                Some(Arg::Short('h')) => "help".to_owned(),
                Some(Arg::Short('V')) => "version".to_owned(),
                Some(Arg::Short(short)) => short.to_string(),
                Some(Arg::Long(long)) => long.to_owned(),
            };
            let known = spec.map_or(&[][..], |spec| spec.flags);
            let Some(found) = known.iter().chain(COMMON).find(|known| known.name == flag) else {
                return Err(unknown_flag(spec, &flag));
            };
            let value = match found.value {
                Some(_) => Some(utf8(parser.value().map_err(|_| {
                    let at = spec.unwrap_or(&super::COMMANDS[0]);
                    usage(
                        at,
                        text!("`--{flag}` needs a value", "`--{flag}` には値が必要です"),
                    )
                })?)?),
                None => None,
            };
            if found.name == "lang" && value.as_deref().and_then(Lang::parse).is_none() {
                return Err(Error::Asked(text!(
                    "`--lang` is `en` or `ja`",
                    "`--lang` に指定できるのは `en` か `ja` です",
                )));
            }
            flags.insert(found.name, value);
        }
        let spec = match spec {
            Some(spec) => spec,
            None if flags.contains_key("help") => named("help")?,
            None if flags.contains_key("version") => named("help")?,
            None => return Ok(None),
        };
        // `cargo xtask --help` is the overview, not the help of `help`.
        if spec.name == "help" {
            flags.remove("help");
        }
        let operands = operands.into_iter();
        let args = Args {
            spec,
            flags,
            operands,
        };
        Ok(Some((spec, args)))
    }

    pub fn flag(&mut self, name: &str) -> bool {
        self.flags.remove(name).is_some()
    }

    pub fn value(&mut self, name: &str) -> Option<String> {
        self.flags.remove(name).flatten()
    }

    /// `--name N` with N at least one.
    pub fn number(&mut self, name: &str) -> Result<Option<u32>, Error> {
        let Some(value) = self.value(name) else {
            return Ok(None);
        };
        match value.parse() {
            Ok(number) if number > 0 => Ok(Some(number)),
            _ => Err(usage(
                self.spec,
                text!(
                    "`--{name}` needs a whole number above zero, not `{value}`",
                    "`--{name}` には 1 以上の整数を指定してください（`{value}` は使えません）",
                ),
            )),
        }
    }

    pub fn jobs(&mut self) -> Result<Option<NonZeroUsize>, Error> {
        let jobs = self.number("jobs")?;
        Ok(jobs.and_then(|jobs| NonZeroUsize::new(usize::try_from(jobs).ok()?)))
    }

    /// `--format human|json`.
    pub fn json(&mut self) -> Result<bool, Error> {
        match self.value("format").as_deref() {
            None | Some("human") => Ok(false),
            Some("json") => Ok(true),
            Some(other) => Err(usage(
                self.spec,
                text!(
                    "`--format` is `human` or `json`, not `{other}`",
                    "`--format` に指定できるのは `human` か `json` です（`{other}` は使えません）",
                ),
            )),
        }
    }

    pub fn optional(&mut self) -> Option<String> {
        self.operands.next()
    }

    pub fn required(&mut self, what: &str) -> Result<String, Error> {
        let name = self.spec.name;
        self.operands.next().ok_or_else(|| {
            usage(
                self.spec,
                text!("`{name}` needs a {what}", "`{name}` には {what} が必要です"),
            )
        })
    }

    pub fn rest(&mut self) -> Vec<String> {
        self.operands.by_ref().collect()
    }

    pub fn nothing_left(mut self) -> Result<(), Error> {
        let name = self.spec.name;
        match self.operands.next() {
            None => Ok(()),
            Some(word) => Err(usage(
                self.spec,
                text!(
                    "`{name}` has no use for `{word}`",
                    "`{name}` に `{word}` は指定できません",
                ),
            )),
        }
    }
}

fn unknown_flag(spec: Option<&'static Spec>, flag: &str) -> Error {
    let dashes = if flag.chars().count() == 1 { "-" } else { "--" };
    let known = spec.map_or(&[][..], |spec| spec.flags);
    let known = known.iter().chain(COMMON).map(|flag| flag.name);
    let of = spec.map_or(String::new(), |spec| format!(" {}", spec.name));
    Error::Asked(match nearest(flag, known) {
        Some(near) => text!(
            "`cargo xtask{of}` has no flag `{dashes}{flag}`; did you mean `--{near}`?",
            "`cargo xtask{of}` にフラグ `{dashes}{flag}` はありません。`--{near}` のことでしょうか",
        ),
        None => text!(
            "`cargo xtask{of}` has no flag `{dashes}{flag}`; see `cargo xtask{of} --help`",
            "`cargo xtask{of}` にフラグ `{dashes}{flag}` はありません。詳しくは `cargo xtask{of} --help` をご覧ください",
        ),
    })
}

fn utf8(word: OsString) -> Result<String, Error> {
    word.into_string().map_err(|word| {
        let word = word.display();
        Error::Asked(text!(
            "`{word}` is not UTF-8",
            "`{word}` は UTF-8 ではありません"
        ))
    })
}

/// What lexopt itself refuses: a value where a flag has none, as in `--all=yes`.
fn odd(cause: &lexopt::Error) -> Error {
    Error::Asked(text!(
        "the command line cannot be read: {cause}",
        "コマンドラインを解釈できません: {cause}",
    ))
}
