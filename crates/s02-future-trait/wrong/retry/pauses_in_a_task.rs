//~ works-after-drop in dropped_in_a_pause_then_no_more_attempts
//! "A pause is something that goes on beside me, so it is a task." Tokio's tasks are not dropped with their
//! handles: this one waits to its end, for nobody.

use std::num::NonZeroU32;
use std::time::Duration;

use tokio::time::sleep;

pub struct Policy {
    pub attempts: NonZeroU32,
    pub base: Duration,
    pub max: Duration,
}

pub async fn retry<T, E, F, Fut>(policy: Policy, mut op: F) -> Result<T, E>
where
    F: FnMut(u32) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let mut pause = policy.base.min(policy.max);
    let mut attempt = 1;
    loop {
        match op(attempt).await {
            Err(_) if attempt < policy.attempts.get() => {}
            last => return last,
        }
        let paused = tokio::spawn(sleep(pause)).await;
        paused.expect("a sleep does not panic");
        pause = pause.saturating_mul(2).min(policy.max);
        attempt += 1;
    }
}
