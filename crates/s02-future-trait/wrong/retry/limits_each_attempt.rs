//~ ready-too-early in pause_begins_with_the_failure
//! "An attempt that takes longer than the longest pause has failed." Nobody has said so; it is dropped, and
//! its result with it.

use std::num::NonZeroU32;
use std::time::Duration;

use tokio::time::{sleep, timeout};

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
    let limit = p.max.max(Duration::from_secs(1));
    let mut pause = p.base.min(p.max);
    for attempt in 1..p.attempts.get() {
        if let Ok(Ok(output)) = timeout(limit, op(attempt)).await {
            return Ok(output);
        }
        sleep(pause).await;
        pause = pause.saturating_mul(2).min(p.max);
    }
    op(p.attempts.get()).await
}
