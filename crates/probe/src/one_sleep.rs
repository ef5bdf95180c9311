//! Tells a thread that sleeps for good from one that often sleeps.

use std::time::{Duration, Instant};

use crate::os::{self, ThreadId};
use crate::own_wait;

/// How long a thread has been in one and the same sleep, as far as it was looked at.
pub(crate) struct OneSleep {
    thread: ThreadId,
    /// The count of its sleeps, and when it was first seen asleep at that count.
    seen: Option<(u64, Instant)>,
}

impl OneSleep {
    pub(crate) fn of(thread: ThreadId) -> OneSleep {
        OneSleep { thread, seen: None }
    }

    /// Looks at the thread. Zero where it is awake, has slept anew, waits for the harness, or the
    /// system cannot tell.
    pub(crate) fn look(&mut self) -> Duration {
        let count = os::sleeps(self.thread);
        let asleep = os::activity(self.thread).is_asleep() && !own_wait::is_in(self.thread);
        self.seen(count.filter(|_| asleep))
    }

    /// The same after somebody has looked: the count of its sleeps, where it is asleep.
    pub(crate) fn seen(&mut self, count: Option<u64>) -> Duration {
        self.seen = match (count, self.seen) {
            (Some(now), Some((before, since))) if now == before => Some((now, since)),
            (Some(now), _) => Some((now, Instant::now())),
            (None, _) => None,
        };
        self.seen
            .map_or(Duration::ZERO, |(_, since)| since.elapsed())
    }
}
