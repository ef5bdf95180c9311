//! What happens to a future, written down.

use std::sync::{Arc, Mutex, PoisonError};

use probe::trace::Subject;

/// Something that happens to a future.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It was made.
    Created,
    /// Its first, second, … poll begins.
    Poll(u32),
    /// That poll has returned `Pending`.
    Pending,
    /// A waker that it was given was called.
    Woken,
    /// The latest poll has returned `Ready`.
    Ready,
}

/// A list of events. All clones write into the same one.
#[derive(Clone, Debug, Default)]
pub struct Log(Arc<Mutex<Vec<Event>>>);

impl Log {
    /// An empty list.
    pub fn new() -> Log {
        Log::default()
    }

    /// Adds an event to the end.
    pub fn write(&self, event: Event) {
        let said = format_args!("{event:?}");
        Subject::named("task", &"the log").say(said, said);
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(event);
    }

    /// All events so far.
    pub fn events(&self) -> Vec<Event> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
