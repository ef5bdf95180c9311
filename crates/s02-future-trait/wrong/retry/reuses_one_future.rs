//~ polled-after-ready in fails_twice_then_succeeds
//~ polled-after-ready in each_attempt_is_a_future_of_its_own
//! "Await it again." A future that was ready is used up; there is nothing in it to be tried again.

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
    let mut pause = p.base.min(p.max);
    let mut attempt = 1;
    let mut future = std::pin::pin!(op(attempt));
    loop {
        match future.as_mut().await {
            Ok(output) => return Ok(output),
            Err(error) if attempt == p.attempts.get() => return Err(error),
            Err(_) => sleep(pause).await,
        }
        attempt += 1;
        pause = pause.saturating_mul(2).min(p.max);
    }
}
