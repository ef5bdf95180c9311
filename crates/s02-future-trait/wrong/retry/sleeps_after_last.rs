//~ ready-too-late in fails_each_time_then_the_last_error
//~ ready-too-late in only_attempt_fails_then_no_pause
//! "Each failure is followed by a pause." Also the last one, and the caller waits for bad news that
//! is already there.

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
            Err(error) => {
                sleep(pause).await;
                if attempt == p.attempts.get() {
                    return Err(error);
                }
            }
        }
        attempt += 1;
        pause = pause.saturating_mul(2).min(p.max);
    }
}
