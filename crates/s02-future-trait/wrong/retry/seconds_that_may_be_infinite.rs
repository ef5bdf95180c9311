//~ panic in many_attempts_overflow_nothing
//~ panic in pauses_are_right_whatever_the_policy
//! "Floating point does not overflow." The way back to a `Duration` does: it panics where the number is too
//! large for one.

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
        let pause = p.base.as_secs_f64() * 2_f64.powf(f64::from(attempt - 1));
        sleep(Duration::from_secs_f64(pause).min(p.max)).await;
        attempt += 1;
    }
}
