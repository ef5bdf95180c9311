//~ abort in four_thousand_million_attempts_and_the_third_succeeds
//! "I collect the errors, and return the last." `attempts` says how many there may be, not how many there
//! are.

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
    let mut errors = Vec::with_capacity(p.attempts.get() as usize);
    let mut pause = p.base.min(p.max);
    for attempt in 1..=p.attempts.get() {
        if attempt > 1 {
            sleep(pause).await;
            pause = pause.saturating_mul(2).min(p.max);
        }
        match op(attempt).await {
            Ok(output) => return Ok(output),
            Err(error) => errors.push(error),
        }
    }
    Err(errors.pop().expect("there is at least one attempt"))
}
