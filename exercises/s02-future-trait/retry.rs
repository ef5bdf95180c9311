//! retry: a new attempt after each failure, and a longer pause each time.
//! Task and hints: `cargo xtask lesson retry`, `cargo xtask hint retry`
//! 日本語: exercises/s02-future-trait/retry.ja.md

use std::num::NonZeroU32;
use std::time::Duration;

/// How often to try, and how long to pause in between.
pub struct Policy {
    /// Attempts in all, the first one included.
    pub attempts: NonZeroU32,
    /// The pause after the first attempt. Each further one is twice as long.
    pub base: Duration,
    /// No pause is longer than this.
    pub max: Duration,
}

/// Calls `op` with 1, 2, 3, …, the number of the attempt, and awaits what it returns, until an
/// attempt succeeds or `p.attempts` of them have failed. Then the last error is returned.
pub async fn retry<T, E, Fut, F>(p: Policy, mut op: F) -> Result<T, E>
where
    F: FnMut(u32) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let (base, max, all) = (p.base, p.max, p.attempts);
    let _first = op(1).await;
    todo!("one of {all} attempts is over; how long a pause follows, between {base:?} and {max:?}?")
}
