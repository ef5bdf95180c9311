//~ ready-too-early in pause_begins_with_the_failure
//! "One attempt every so many milliseconds." A slow attempt uses up the pause, and the next one
//! follows at once.

use std::num::NonZeroU32;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

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
        let began = Instant::now();
        match op(attempt).await {
            Ok(output) => return Ok(output),
            Err(error) if attempt == p.attempts.get() => return Err(error),
            Err(_) => sleep_until(began + pause).await,
        }
        attempt += 1;
        pause = pause.saturating_mul(2).min(p.max);
    }
}
