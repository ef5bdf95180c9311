//~ ready-too-early in pauses_are_right_whatever_the_policy
//! "After sixteen doublings the limit is reached." That depends on the base: 65,536 nanoseconds are not
//! much of a pause.

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
        let error = match op(attempt).await {
            Ok(output) => return Ok(output),
            Err(error) => error,
        };
        if attempt == p.attempts.get() {
            return Err(error);
        }
        let factor = 1_u32 << (attempt - 1).min(16);
        sleep(p.base.saturating_mul(factor).min(p.max)).await;
        attempt += 1;
    }
}
