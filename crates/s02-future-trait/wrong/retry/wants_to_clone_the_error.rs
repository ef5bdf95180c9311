//~ E0277
//! "I keep a copy of each error, in case it is the last." Many errors cannot be copied, and none need
//! be: the last one is at hand when it is returned.

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
    E: Clone,
    F: FnMut(u32) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let mut pause = p.base.min(p.max);
    let mut last = None;
    for attempt in 1..=p.attempts.get() {
        let result = op(attempt).await;
        match &result {
            Ok(_) => return result,
            Err(error) => last = Some(error.clone()),
        }
        if attempt < p.attempts.get() {
            sleep(pause).await;
            pause = pause.saturating_mul(2).min(p.max);
        }
    }
    Err(last.unwrap())
}
