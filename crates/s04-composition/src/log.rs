//! A list of what happened, and when, in virtual time.

use std::cell::RefCell;
use std::rc::Rc;

use probe::trace::Subject;
use tokio::time::Instant;

/// Lines that a trace tells of: a flood has tens of thousands, and to write them down takes time.
const DRAWN: usize = 500;

/// A shared list of names, each with the milliseconds since the log was begun.
#[derive(Clone)]
pub struct Log {
    began: Instant,
    lines: Rc<RefCell<Vec<(u64, String)>>>,
}

impl Log {
    /// Begins an empty log, now.
    ///
    /// # Panics
    ///
    /// Never; outside a runtime the clock is the real one.
    pub fn begin() -> Log {
        Log {
            began: Instant::now(),
            lines: Rc::default(),
        }
    }

    /// Writes a line.
    pub fn write(&self, line: impl Into<String>) {
        let now = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let line = line.into();
        let mut lines = self.lines.borrow_mut();
        if lines.len() < DRAWN {
            Subject::named("log", &"log").tell(&line, &line);
        }
        lines.push((now, line));
    }

    /// The lines so far, each as `line at 100 ms`.
    pub fn lines(&self) -> Vec<String> {
        let lines = self.lines.borrow();
        let lines = lines.iter();
        lines
            .map(|(at, line)| format!("{line} at {at} ms"))
            .collect()
    }
}
