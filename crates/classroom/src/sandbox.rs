//! In how far what students have written is shut in.

use std::ffi::OsString;
use std::fmt::{self, Write as _};
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use dojo::Error;
use dojo::sandbox::{Confine, Reach};
use lang::text;
use shell::term::Out;

use crate::confine;

/// The steps, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing but the bounds on time, memory, and output.
    None,
    /// Landlock, a filter of system calls, and a network of one's own.
    Landlock,
    /// The same inside bubblewrap: with processes of one's own as well.
    Bubblewrap,
}

impl Level {
    const WORDS: [(&'static str, Level); 3] = [
        ("none", Level::None),
        ("landlock", Level::Landlock),
        ("bwrap", Level::Bubblewrap),
    ];

    /// Its word on the command line and in records.
    pub fn word(self) -> &'static str {
        let mut words = Level::WORDS.iter();
        words
            .find(|(_, level)| *level == self)
            .map_or("none", |(word, _)| word)
    }

    /// The step that somebody asks for: the strongest that this machine has, where nothing is
    /// said.
    ///
    /// # Errors
    ///
    /// There is no such step, or the machine does not have it: grading with less than was asked
    /// for would be worse than not to grade.
    pub fn asked(word: Option<&str>, needs_loopback: bool) -> Result<Level, Error> {
        let strongest = Level::strongest(&offers(), needs_loopback);
        let word = match word {
            None | Some("auto") => match strongest {
                Level::None => return Err(too_weak("landlock")),
                level => return Ok(level),
            },
            Some(word) => word,
        };
        let mut words = Level::WORDS.iter();
        let Some((_, level)) = words.find(|(known, _)| *known == word) else {
            return Err(Error::Asked(text!(
                "`--sandbox` is one of auto, bwrap, landlock, none; it is `{word}`",
                "`--sandbox` は auto、bwrap、landlock、none のいずれかです。指定されたのは `{word}` です",
            )));
        };
        match *level <= strongest {
            true => Ok(*level),
            false => Err(too_weak(word)),
        }
    }

    /// The strongest that can be made of these.
    fn strongest(offers: &[Offer], needs_loopback: bool) -> Level {
        let works =
            |offer: &Offer| offer.missing.is_none() || (offer.name == "network" && !needs_loopback);
        let (bubblewrap, rest): (Vec<_>, Vec<_>) =
            offers.iter().partition(|offer| offer.name == "bubblewrap");
        match rest.iter().all(|offer| works(offer)) {
            false => Level::None,
            true if bubblewrap.iter().all(|offer| works(offer)) => Level::Bubblewrap,
            true => Level::Landlock,
        }
    }
}

fn too_weak(asked: &str) -> Error {
    Error::Machine(text!(
        "this machine cannot shut answers in (`{asked}`); `cargo xtask grade --doctor` says what is missing, and `--sandbox none` grades without, which every report will say",
        "このマシンでは解答を隔離できません（`{asked}`）。足りないものは `cargo xtask grade --doctor` でわかります。`--sandbox none` を指定すると隔離せずに採点し、そのことがすべての報告に書かれます",
    ))
}

/// Something that a machine may offer.
#[derive(Debug)]
pub struct Offer {
    pub name: &'static str,
    /// What it closes, in English and in Japanese.
    pub closes: (&'static str, &'static str),
    /// What is in the way; nothing where it works.
    pub missing: Option<String>,
}

/// What this machine offers.
#[cfg(target_os = "linux")]
pub fn offers() -> Vec<Offer> {
    let mut offers = confine::offers();
    let tried = Command::new("bwrap")
        .args(["--unshare-all", "--ro-bind", "/", "/", "true"])
        .output();
    offers.push(Offer {
        name: "bubblewrap",
        closes: (
            "the sight of other processes, and files that nobody named",
            "他のプロセスの参照と、名指しされていないファイル",
        ),
        missing: match tried {
            Ok(output) if output.status.success() => None,
            Ok(output) => Some(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
            Err(cause) => Some(format!("`bwrap`: {cause}")),
        },
    });
    offers
}

/// What this machine offers.
#[cfg(not(target_os = "linux"))]
pub fn offers() -> Vec<Offer> {
    vec![Offer {
        name: "landlock",
        closes: ("files", "ファイル"),
        missing: Some("only Linux has it; grade in a container".to_owned()),
    }]
}

/// Shuts in with this program itself.
#[derive(Clone)]
pub struct Cell {
    pub program: PathBuf,
    pub level: Level,
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.level.word())
    }
}

impl Confine for Cell {
    fn words(&self, reach: &Reach) -> Vec<OsString> {
        let mut words = Vec::new();
        if self.level == Level::Bubblewrap {
            words.extend(bubblewrap(reach));
        }
        words.push(self.program.clone().into());
        // bubblewrap has made the network already, and leaves nobody the right to make another.
        let made = self.level == Level::Bubblewrap;
        words.extend(confine::words(reach, made));
        words
    }
}

/// A view of the system that cannot be written, processes of one's own, and the loopback.
fn bubblewrap(reach: &Reach) -> Vec<OsString> {
    let flags = [
        "bwrap",
        "--unshare-all",
        "--die-with-parent",
        "--ro-bind",
        "/",
        "/",
        "--dev",
        "/dev",
        "--proc",
        "/proc",
    ];
    let mut words: Vec<OsString> = flags.map(OsString::from).to_vec();
    for (flag, paths) in [("--ro-bind", &reach.read), ("--bind", &reach.write)] {
        for path in paths.iter().filter(|path| path.exists()) {
            words.extend([flag.into(), path.into(), path.into()]);
        }
    }
    words.push("--".into());
    words
}

/// `grade --doctor`: what this machine offers, and what is missing.
///
/// # Errors
///
/// The text cannot be printed.
pub fn doctor(out: &Out) -> Result<ExitCode, Error> {
    let lang = out.view.lang;
    let mut said = String::new();
    let offers = offers();
    for Offer {
        name,
        closes,
        missing,
    } in &offers
    {
        let closes = lang.pick(closes.0, closes.1);
        let state = match missing {
            None => lang.pick("works", "使えます").to_owned(),
            Some(why) => {
                let no = lang.pick("missing", "使えません");
                format!("{no}: {why}")
            }
        };
        let _ = writeln!(said, "{name}: {state}\n    {closes}");
    }
    let level = Level::strongest(&offers, true);
    let word = level.word();
    said += &match level {
        Level::None => text!(
            "\nThis machine cannot shut answers in. Grade on Linux 5.13 or newer, or in a virtual machine of its own with `--sandbox none`.\n",
            "\nこのマシンでは解答を隔離できません。Linux 5.13 以降で採点するか、専用の仮想マシンで `--sandbox none` を指定してください。\n",
        ),
        Level::Landlock | Level::Bubblewrap => text!(
            "\n`cargo xtask grade` uses: {word}\n",
            "\n`cargo xtask grade` が使うもの: {word}\n",
        ),
    }
    .into_lang(lang);
    out.print(&said)?;
    Ok(match level {
        Level::None => ExitCode::from(3),
        Level::Landlock | Level::Bubblewrap => ExitCode::SUCCESS,
    })
}
