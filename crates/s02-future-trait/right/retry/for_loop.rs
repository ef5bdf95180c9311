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
        let factor = 2_u32.checked_pow(attempt - 1);
        let pause = factor.and_then(|factor| p.base.checked_mul(factor));
        sleep(pause.unwrap_or(p.max).min(p.max)).await;
    }
    op(p.attempts.get()).await
}
