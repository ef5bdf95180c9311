//! The terminal: which language, colour and width the reader gets, and where the text goes.

use std::cell::{Cell, RefCell};
use std::env;
use std::io::{self, IsTerminal as _, Write};
use std::process::ExitCode;

use dojo::show::View;
use dojo::{Error, Kind, Op};
use lang::{Lang, Text};

use crate::signals;

/// The view of somebody at standard output.
pub fn view_of_stdout(lang: Lang) -> View {
    let stdout = io::stdout();
    let width = env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok())
        .filter(|columns| *columns > 0)
        .or_else(|| {
            let (width, _) = terminal_size::terminal_size_of(&stdout)?;
            Some(usize::from(width.0))
        });
    View {
        lang,
        color: wants_color(stdout.is_terminal(), |name| env::var(name).ok()),
        links: stdout.is_terminal() && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
        ascii: wants_ascii(|name| env::var(name).ok()),
        width: width.unwrap_or(usize::MAX),
    }
}

/// The exit status that stands for an error.
pub fn exit_code(error: &Error) -> ExitCode {
    match error.kind() {
        Kind::Asked => ExitCode::from(2),
        Kind::Machine => ExitCode::from(3),
        Kind::Cancelled => ExitCode::from(signals::status()),
    }
}

/// The language of the reader: `KATA_LANG`, else the locale, else English.
pub fn language() -> Lang {
    Lang::from_env_or(locale)
}

/// The locale of a system that does not name it in the environment.
#[cfg(any(windows, target_os = "macos"))]
fn locale() -> Option<String> {
    sys_locale::get_locale()
}

#[cfg(not(any(windows, target_os = "macos")))]
fn locale() -> Option<String> {
    None
}

/// `NO_COLOR` and `TERM=dumb` forbid, `CLICOLOR_FORCE` demands, else the terminal decides.
fn wants_color(terminal: bool, var: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name| var(name).is_some_and(|value| !value.is_empty());
    if set("NO_COLOR") {
        return false;
    }
    if var("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0") {
        return true;
    }
    terminal && var("TERM").as_deref() != Some("dumb")
}

/// A terminal that is known to have few signs, or a locale that has another charset than UTF-8.
fn wants_ascii(var: impl Fn(&str) -> Option<String>) -> bool {
    if matches!(var("TERM").as_deref(), Some("dumb" | "linux")) {
        return true;
    }
    let set = |name: &&str| var(name).is_some_and(|value| !value.is_empty());
    let names = ["LC_ALL", "LC_CTYPE", "LANG"];
    let locale = names
        .iter()
        .find(|name| set(name))
        .and_then(|name| var(name));
    let utf8 = |locale: String| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    };
    locale.is_some_and(|locale| !utf8(locale))
}

/// Standard output and standard error of one command.
pub struct Out {
    /// How its reader sees it.
    pub view: View,
    closed: Cell<bool>,
    stdout: RefCell<Box<dyn Write>>,
    stderr: RefCell<Box<dyn Write>>,
}

impl Out {
    /// Those of this process.
    pub fn new(view: View) -> Out {
        Out::to(view, Box::new(io::stdout()), Box::new(io::stderr()))
    }

    /// Any two streams.
    pub fn to(view: View, stdout: Box<dyn Write>, stderr: Box<dyn Write>) -> Out {
        Out {
            view,
            closed: Cell::new(false),
            stdout: RefCell::new(stdout),
            stderr: RefCell::new(stderr),
        }
    }

    /// Writes `text` to standard output.
    ///
    /// A reader that has gone away (`| head -1`) has read enough: that is no error.
    ///
    /// # Errors
    ///
    /// The output cannot be written, for example to a full disk.
    pub fn print(&self, text: &str) -> Result<(), Error> {
        if self.closed() {
            return Ok(());
        }
        let mut stdout = self.stdout.borrow_mut();
        let written = stdout
            .write_all(text.as_bytes())
            .and_then(|()| stdout.flush());
        match written {
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => {
                self.closed.set(true);
                Ok(())
            }
            Err(e) => Err(Error::io(Op::Write, "stdout".as_ref(), e)),
            Ok(()) => Ok(()),
        }
    }

    /// Nobody reads standard output any more.
    pub fn closed(&self) -> bool {
        self.closed.get()
    }

    /// Says something beside the result, on standard error.
    pub fn warn(&self, text: &Text) {
        self.aside(self.view.lang.pick("warning", "警告"), text);
    }

    /// Says why the command failed, on standard error.
    pub fn error(&self, text: &Text) {
        self.aside(self.view.lang.pick("error", "エラー"), text);
    }

    fn aside(&self, label: &str, text: &Text) {
        // There is nobody left to tell where standard error is closed as well.
        let text = text.in_lang(self.view.lang);
        let _ = writeln!(self.stderr.borrow_mut(), "{label}: {text}");
    }
}

#[cfg(test)]
mod tests {
    use super::wants_color;

    #[test]
    fn color_follows_the_terminal_and_the_environment() {
        let wants = |terminal, vars: &[(&str, &str)]| {
            wants_color(terminal, |name| {
                let (_, value) = vars.iter().find(|(var, _)| *var == name)?;
                Some((*value).to_owned())
            })
        };
        assert!(wants(true, &[]));
        assert!(wants(true, &[("NO_COLOR", "")]));
        assert!(!wants(false, &[]));
        assert!(!wants(true, &[("NO_COLOR", "1")]));
        assert!(!wants(true, &[("TERM", "dumb")]));
        assert!(wants(false, &[("CLICOLOR_FORCE", "1")]));
        assert!(!wants(false, &[("CLICOLOR_FORCE", "0")]));
        assert!(!wants(true, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    }
}
