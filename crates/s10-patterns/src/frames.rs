//! What a loop over frames writes down, and the ways in which it ends.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use probe::trace::moment;
use tokio::time::Instant;

/// The most bytes that a frame may have.
pub const MAX: usize = 65_536;

/// What the loop has seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A frame, without its length.
    Frame(Vec<u8>),
    /// A period is over.
    Tick,
}

/// Why the loop returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It was told to stop.
    Shutdown,
    /// The stream has ended, between two frames.
    Closed,
    /// A frame could not be read.
    Failed(io::ErrorKind),
}

/// A shared list of events, each with the milliseconds since the log was begun.
#[derive(Clone, Debug)]
pub struct Log {
    began: Instant,
    events: Arc<Mutex<Vec<(u64, Event)>>>,
}

impl Log {
    /// Begins an empty log, now.
    pub fn begin() -> Log {
        Log {
            began: Instant::now(),
            events: Arc::default(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(u64, Event)>> {
        self.events.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes an event down.
    pub fn write(&self, event: Event) {
        let now = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let mut events = self.lock();
        // Of thousands at the same moment one is drawn.
        if events.last() != Some(&(now, event.clone())) {
            moment(match event {
                Event::Frame(_) => "frame",
                Event::Tick => "tick",
            });
        }
        events.push((now, event));
    }

    /// The events so far.
    pub fn events(&self) -> Vec<(u64, Event)> {
        self.lock().clone()
    }
}
