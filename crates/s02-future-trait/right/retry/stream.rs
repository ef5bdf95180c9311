//! A stream of attempts, of which the first success is taken, or the last failure.

use std::num::NonZeroU32;
use std::pin::pin;
use std::time::Duration;

use futures::stream::{StreamExt, unfold};
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
    let attempts = p.attempts.get();
    let pause = move |attempt: u32| {
        let mut pause = p.base.min(p.max);
        for _ in 2..attempt {
            pause = pause.saturating_mul(2).min(p.max);
        }
        pause
    };
    let results = unfold((1, &mut op), |(attempt, op)| async move {
        if attempt > attempts {
            return None;
        }
        if attempt > 1 {
            sleep(pause(attempt)).await;
        }
        let result = op(attempt).await;
        Some((result, (attempt + 1, op)))
    });
    let mut results = pin!(results);
    let mut last = None;
    while let Some(result) = results.next().await {
        if result.is_ok() {
            return result;
        }
        last = Some(result);
    }
    last.expect("there is at least one attempt")
}
