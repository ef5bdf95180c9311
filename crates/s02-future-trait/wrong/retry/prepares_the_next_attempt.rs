//~ eager-start in fails_twice_then_succeeds
//~ eager-start in dropped_in_a_pause_then_no_more_attempts
//! "A future does nothing until it is polled, so it can be made early." `op` itself may do something,
//! and is called for an attempt that is perhaps never made.

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
    let mut next = op(attempt);
    loop {
        match next.await {
            Ok(output) => return Ok(output),
            Err(error) if attempt == p.attempts.get() => return Err(error),
            Err(_) => {
                next = op(attempt + 1);
                sleep(pause).await;
            }
        }
        attempt += 1;
        pause = pause.saturating_mul(2).min(p.max);
    }
}
