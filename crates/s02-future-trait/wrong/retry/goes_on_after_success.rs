//~ ready-too-late in succeeds_at_once_then_no_pause
//~ ready-too-late in fails_twice_then_succeeds
//! "Make all the attempts, then return the best." A success ends it; who knows what one more call
//! does.

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
    let mut pause = p.base.min(p.max);
    let mut result = op(1).await;
    for attempt in 2..=p.attempts.get() {
        sleep(pause).await;
        pause = pause.saturating_mul(2).min(p.max);
        result = result.or(op(attempt).await);
    }
    result
}
