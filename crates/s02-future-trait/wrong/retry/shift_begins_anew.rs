//~ ready-too-early in many_attempts_overflow_nothing
//! "`wrapping_shl` cannot overflow." It shifts by the rest of 32, and after the longest pause comes
//! the shortest.

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
    let mut attempt = 1;
    loop {
        match op(attempt).await {
            Ok(output) => return Ok(output),
            Err(error) if attempt == p.attempts.get() => return Err(error),
            Err(_) => {
                let pause = p.base.saturating_mul(1_u32.wrapping_shl(attempt - 1));
                sleep(pause.min(p.max)).await;
            }
        }
        attempt += 1;
    }
}
