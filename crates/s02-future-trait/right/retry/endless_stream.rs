//! A stream of results that has no end, from which the first success or the last failure is taken.

use std::num::NonZeroU32;
use std::pin::pin;
use std::time::Duration;

use futures::stream::{self, StreamExt};

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
    let all = p.attempts.get();
    let mut results = pin!(stream::unfold(
        (0u32, p.base.min(p.max), &mut op),
        |(done, pause, op)| async move {
            let mut next = pause;
            if done > 0 {
                tokio::time::sleep(pause).await;
                next = pause.saturating_mul(2).min(p.max);
            }
            let n = done + 1;
            let result = op(n).await;
            Some((result, (n, next, op)))
        }
    ));
    let mut seen = 0;
    loop {
        let result = results.next().await.expect("it has no end");
        seen += 1;
        if result.is_ok() || seen == all {
            return result;
        }
    }
}
