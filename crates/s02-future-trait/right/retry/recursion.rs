//! Each attempt awaits the rest of them, boxed.

use std::num::NonZeroU32;
use std::pin::Pin;
use std::time::Duration;

use tokio::time::sleep;

pub struct Policy {
    pub attempts: NonZeroU32,
    pub base: Duration,
    pub max: Duration,
}

pub async fn retry<T, E, Fut, F>(p: Policy, op: F) -> Result<T, E>
where
    F: FnMut(u32) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    attempt(1, p.base.min(p.max), p, op).await
}

fn attempt<'a, T, E, Fut, F>(
    number: u32,
    pause: Duration,
    p: Policy,
    mut op: F,
) -> Pin<Box<dyn Future<Output = Result<T, E>> + 'a>>
where
    F: FnMut(u32) -> Fut + 'a,
    Fut: Future<Output = Result<T, E>> + 'a,
    T: 'a,
    E: 'a,
{
    Box::pin(async move {
        let result = op(number).await;
        if result.is_ok() || number >= p.attempts.get() {
            return result;
        }
        sleep(pause).await;
        attempt(number + 1, pause.saturating_mul(2).min(p.max), p, op).await
    })
}
