//! A gate at which calls on other threads wait for what a test wants to see.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How long the first one waits for the others. Then the gate opens, and what was missing is seen
/// by its absence.
const PATIENCE: Duration = Duration::from_millis(700);

/// How long one that should not come is waited for.
const CHANCE: Duration = Duration::from_millis(150);

/// Opens when so many calls have come, here or elsewhere.
pub struct Gate {
    asked: Counts,
    held: Held,
    patience: Duration,
    seen: Mutex<Counts>,
    changed: Condvar,
}

/// Who waits at the gate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    /// All calls elsewhere.
    Elsewhere,
    /// The first call elsewhere.
    First,
    /// So many of the calls here have come, and this is the last of them.
    Here(usize),
}

#[derive(Clone, Copy, Default)]
struct Counts {
    here: usize,
    elsewhere: usize,
    is_open: bool,
    is_late: bool,
}

impl Gate {
    fn asking(here: usize, elsewhere: usize) -> Gate {
        Gate {
            asked: Counts {
                here,
                elsewhere,
                ..Counts::default()
            },
            held: Held::Elsewhere,
            patience: PATIENCE,
            seen: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    /// A gate at which nobody waits.
    pub fn open() -> Gate {
        Gate::asking(0, 0)
    }

    /// Opens when so many calls wait at it.
    pub fn at_once(elsewhere: usize) -> Gate {
        Gate::asking(0, elsewhere)
    }

    /// Opens when more than so many calls wait at it, which should not be.
    pub fn more_than(elsewhere: usize) -> Gate {
        Gate {
            patience: CHANCE,
            ..Gate::at_once(elsewhere + 1)
        }
    }

    /// Holds the first call until so many have come; all others go through.
    pub fn holds_the_first(elsewhere: usize) -> Gate {
        Gate {
            held: Held::First,
            ..Gate::at_once(elsewhere)
        }
    }

    /// Holds the last of so many calls on the thread of the runtime until one has come elsewhere.
    pub fn holds_the_last(here: usize) -> Gate {
        Gate {
            held: Held::Here(here),
            ..Gate::at_once(1)
        }
    }

    /// Opens when so many calls have been made on the thread of the runtime.
    pub fn after(here: usize) -> Gate {
        Gate::asking(here, 0)
    }

    /// A call on the thread of the runtime.
    pub fn here(&self) {
        let seen = self.comes(|seen| seen.here += 1);
        if self.held == Held::Here(seen.here) {
            self.waits();
        }
    }

    /// A call on another thread.
    pub fn elsewhere(&self) {
        let seen = self.comes(|seen| seen.elsewhere += 1);
        if self.held == Held::Elsewhere || (self.held == Held::First && seen.elsewhere == 1) {
            self.waits();
        }
    }

    /// Waits until the gate is open.
    fn waits(&self) {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self
            .changed
            .wait_timeout_while(seen, self.patience, |seen| !seen.is_open);
        let (mut seen, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        seen.is_late |= waited.timed_out();
        self.opens(&mut seen);
    }

    /// Whether nobody had to wait in vain.
    pub fn has_opened_in_time(&self) -> bool {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        !seen.is_late
    }

    /// Opens for good.
    pub fn let_all_go(&self) {
        self.opens(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn opens(&self, seen: &mut Counts) {
        seen.is_open = true;
        self.changed.notify_all();
    }

    fn comes(&self, count: impl FnOnce(&mut Counts)) -> Counts {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        count(&mut seen);
        seen.is_open |= seen.here >= self.asked.here && seen.elsewhere >= self.asked.elsewhere;
        self.changed.notify_all();
        *seen
    }
}
