//! A `for` loop over all attempts but the last, which is made after it.

use std::num::NonZeroU32;
use std::time::Duration;

use tokio::time::sleep;

pub struct Policy {
    pub attempts: NonZeroU32,
    pub base: Duration,
    pub max: Duration,
}

pub async fn retry<T, E, Fut, F>(p: Policy, mut op: F) -> Result<T, E>
where
    F: FnMut(u32) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    for attempt in 1..p.attempts.get() {
        if let Ok(output) = op(attempt).await {
            return Ok(output);
        }
        // A `Duration` has less than 95 bits of nanoseconds: from the 96th doubling on, all but zero are
        // beyond it.
        let factor = 1_u128 << (attempt - 1).min(96);
        let pause = p
            .base
            .as_nanos()
            .saturating_mul(factor)
            .min(p.max.as_nanos());
        sleep(Duration::from_nanos_u128(pause)).await;
    }
    op(p.attempts.get()).await
}
