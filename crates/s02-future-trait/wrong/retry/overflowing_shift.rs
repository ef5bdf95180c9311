//~ panic in many_attempts_overflow_nothing
//! "The nth pause is base times two to the n." After 32 attempts the shift overflows, which no short
//! test shows.

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
    let pause = |attempt: u32| (p.base * (1 << (attempt - 1))).min(p.max);
    let mut attempt = 1;
    loop {
        match op(attempt).await {
            Ok(output) => return Ok(output),
            Err(error) if attempt == p.attempts.get() => return Err(error),
            Err(_) => sleep(pause(attempt)).await,
        }
        attempt += 1;
    }
}
