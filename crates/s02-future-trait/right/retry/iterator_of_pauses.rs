//! The pauses are an iterator: when it has no more of them, the error is the last.

use std::iter::successors;
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
    let first = p.base.min(p.max);
    let longer =
        |pause: &Duration| Some(pause.checked_mul(2).map_or(p.max, |twice| twice.min(p.max)));
    let mut pauses = successors(Some(first), longer).take(p.attempts.get() as usize - 1);
    let mut attempt = 0;
    loop {
        attempt += 1;
        let error = match op(attempt).await {
            Ok(output) => return Ok(output),
            Err(error) => error,
        };
        let Some(pause) = pauses.next() else {
            return Err(error);
        };
        sleep(pause).await;
    }
}
