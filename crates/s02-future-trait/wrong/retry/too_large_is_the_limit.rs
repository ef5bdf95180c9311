//~ ready-too-late in pauses_are_right_whatever_the_policy
//! "What does not fit 32 bits is more than the limit." Not where the base is small and the limit is a
//! day.

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
        let factor = 2_u32.checked_pow(attempt - 1);
        let pause = factor.and_then(|factor| p.base.checked_mul(factor));
        sleep(pause.map_or(p.max, |pause| pause.min(p.max))).await;
        attempt += 1;
    }
}
