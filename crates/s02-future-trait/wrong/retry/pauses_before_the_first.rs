//~ ready-too-late in succeeds_at_once_then_no_pause
//~ ready-too-late in only_attempt_fails_then_no_pause
//! "Pause, then try." Nothing has failed yet, and the caller waits already.

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
        sleep(pause).await;
        match op(attempt).await {
            Ok(output) => return Ok(output),
            Err(error) if attempt == p.attempts.get() => return Err(error),
            Err(_) => {}
        }
        attempt += 1;
        pause = pause.saturating_mul(2).min(p.max);
    }
}
