//~ ready-too-early in fails_each_time_then_the_last_error
//~ wrong-result in borrows_and_stays_on_its_thread
//! "The attempts are numbered from zero." Not here, and the last one is never made.

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
    loop {
        match op(attempt).await {
            Ok(output) => return Ok(output),
            Err(error) if attempt + 1 >= p.attempts.get() => return Err(error),
            Err(_) => sleep(pause).await,
        }
        attempt += 1;
        pause = pause.saturating_mul(2).min(p.max);
    }
}
