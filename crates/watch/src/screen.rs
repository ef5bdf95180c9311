//! The terminal: taken over, and left as it was found, also when something panics.

use std::io::{self, Write as _};
use std::panic;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::execute;
use crossterm::terminal::{
    self, Clear, ClearType, DisableLineWrap, EnableLineWrap, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use dojo::{Error, Op};

/// The terminal, until it is dropped.
pub struct Screen(());

impl Screen {
    /// Takes it over.
    ///
    /// # Errors
    ///
    /// It is no terminal that can be taken over.
    pub fn take() -> Result<Screen, Error> {
        let take = || {
            enable_raw_mode()?;
            execute!(io::stdout(), EnterAlternateScreen, DisableLineWrap, Hide)
        };
        take().map_err(|cause| Error::io(Op::Write, "the terminal".as_ref(), cause))?;
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |about| {
            leave();
            before(about);
        }));
        Ok(Screen(()))
    }

    /// Columns and lines.
    pub fn size(&self) -> (usize, usize) {
        let (columns, lines) = terminal::size().unwrap_or((80, 24));
        (usize::from(columns).max(20), usize::from(lines).max(4))
    }

    /// Shows these lines from the top, and nothing else.
    ///
    /// # Errors
    ///
    /// The terminal has gone.
    pub fn draw(&self, lines: &[String]) -> Result<(), Error> {
        // In one write, so that nothing flickers. Cleared before it is written: after a line that
        // is as wide as the screen the cursor stands on its last letter.
        let mut text = Vec::new();
        let draw = |text: &mut Vec<u8>| -> io::Result<()> {
            for (number, line) in (0_u16..).zip(lines) {
                execute!(text, MoveTo(0, number), Clear(ClearType::UntilNewLine))?;
                write!(text, "{line}\x1b[0m")?;
            }
            Ok(())
        };
        draw(&mut text)
            .and_then(|()| {
                let mut stdout = io::stdout().lock();
                stdout.write_all(&text)?;
                stdout.flush()
            })
            .map_err(|cause| Error::io(Op::Write, "the terminal".as_ref(), cause))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

fn leave() {
    // Nobody is left to tell where that fails.
    let _ = execute!(io::stdout(), Show, EnableLineWrap, LeaveAlternateScreen);
    let _ = disable_raw_mode();
}
