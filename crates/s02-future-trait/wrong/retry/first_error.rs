//~ wrong-result in fails_each_time_then_the_last_error
//! "The first error is the cause." It may be long over; the caller is to know how things stand now.

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
    let mut first = None;
    let mut pause = p.base.min(p.max);
    for attempt in 1..=p.attempts.get() {
        if attempt > 1 {
            sleep(pause).await;
            pause = pause.saturating_mul(2).min(p.max);
        }
        match op(attempt).await {
            Ok(output) => return Ok(output),
            Err(error) => {
                first.get_or_insert(error);
            }
        }
    }
    Err(first.expect("at least one attempt has failed"))
}
