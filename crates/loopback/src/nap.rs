//! How long the thread of a poll sleeps in it.

use std::fs;
use std::time::{Duration, Instant};

/// One poll. Only Linux tells how long a thread has run, and how long it has waited for its turn;
/// elsewhere nobody is seen to sleep, and the mistake has the name of what follows from it.
pub(crate) struct Nap(Option<(Instant, Duration)>);

impl Nap {
    pub(crate) fn begin() -> Nap {
        Nap(awake().map(|awake| (Instant::now(), awake)))
    }

    /// The time since then in which the thread neither ran nor waited for its turn.
    pub(crate) fn end(self) -> Duration {
        let Some((began, before)) = self.0 else {
            return Duration::ZERO;
        };
        let all = began.elapsed();
        // A poll this short is not worth a look.
        if all < Duration::from_millis(1) {
            return Duration::ZERO;
        }
        awake().map_or(Duration::ZERO, |awake| {
            all.saturating_sub(awake.saturating_sub(before))
        })
    }
}

/// How long this thread has run or waited for its turn.
fn awake() -> Option<Duration> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let mut numbers = text.split_ascii_whitespace().map(str::parse);
    let (ran, waited): (u64, u64) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    Some(Duration::from_nanos(ran + waited))
}
