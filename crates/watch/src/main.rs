//! `cargo xtask watch`: judges at each save, and leads from one kata to the next.
//!
//! # Layout
//!
//! - [`session`]: what is watched, what is judged, and what is shown: one loop over all events.
//! - [`check`]: one judgement on a thread of its own, which can be called off.
//! - [`saves`]: what the file system says, and what a look at the files says where it is silent.
//! - [`keys`]: what the keyboard says.
//! - [`page`]: a text on a screen that may be too small for it.
//! - [`screen`]: the terminal, as it was found when it is left.

mod check;
mod keys;
mod page;
mod saves;
mod screen;
mod session;

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::process::ExitCode;

use dojo::sandbox::{self, Cancel};
use dojo::{Course, Error, Kind, judge};
use lang::{Lang, text};
use shell::term::{self, Out, exit_code};
use shell::{means, signals};

use session::{Options, Session};

fn main() -> ExitCode {
    if let Some(status) = judge::help(env::args_os()) {
        return ExitCode::from(u8::try_from(status).unwrap_or(1));
    }
    let words: Vec<OsString> = env::args_os().skip(1).collect();
    let (options, lang) = read(&words);
    let out = Out::new(term::view_of_stdout(lang));
    let cancel = Cancel::new();
    signals::end(&cancel);
    sandbox::adopt_orphans();
    match run(&options, &out, &cancel) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if error.kind() != Kind::Cancelled {
                out.error(&error.text());
            }
            exit_code(&error)
        }
    }
}

/// The words, which `xtask` has checked: `[KATA] [--manual] [--lang L]`.
fn read(words: &[OsString]) -> (Options, Lang) {
    let mut options = Options::default();
    let mut lang = None;
    let mut words = words.iter().map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        match &*word {
            "--manual" => options.manual = true,
            "--lang" => lang = words.next().and_then(|word| Lang::parse(&word)),
            _ => options.kata = Some(word.into_owned()),
        }
    }
    (options, lang.unwrap_or_else(term::language))
}

fn run(options: &Options, out: &Out, cancel: &Cancel) -> Result<(), Error> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Error::Asked(text!(
            "`watch` needs a terminal; without one: cargo xtask check",
            "`watch` には端末が必要です。端末がない場合: cargo xtask check",
        )));
    }
    let course = Course::load(&means::root()?)?;
    Session::new(course, options, out.view)?.run(cancel)
}
