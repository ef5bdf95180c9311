//~ ready-too-late in base_beyond_the_limit_then_the_limit_counts
//! "The base is below the limit." Somebody wrote it the other way round.

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
    let mut pause = p.base;
    let mut attempt = 1;
    loop {
        match op(attempt).await {
            Ok(output) => return Ok(output),
            Err(error) if attempt == p.attempts.get() => return Err(error),
            Err(_) => sleep(pause).await,
        }
        attempt += 1;
        pause = pause.saturating_mul(2).min(p.max);
    }
}
