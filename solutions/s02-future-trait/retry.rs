//! A loop that makes a new future for each attempt, and doubles the pause under its limit.

use std::num::NonZeroU32;
use std::time::Duration;

use tokio::time::sleep;

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
    let mut pause = p.base.min(p.max);
    let mut attempt = 1;
    loop {
        match op(attempt).await {
            Ok(output) => return Ok(output),
            // Looked at before the pause: nobody gains from a pause that no attempt follows.
            Err(error) if attempt == p.attempts.get() => return Err(error),
            Err(_) => sleep(pause).await,
        }
        attempt += 1;
        // Doubled step by step and cut each time, where `base * 2^n` would overflow. It saturates
        // because `max` may be anything.
        pause = pause.saturating_mul(2).min(p.max);
    }
}
