//~ late-drop in dropped_in_an_attempt_and_the_attempt_with_it
//! "`Box::leak` pins it for good." And keeps it for good: whatever the attempt holds is never given
//! back.

use std::num::NonZeroU32;
use std::pin::Pin;
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
    let mut attempt = 1;
    loop {
        let error = match leaked(op(attempt)).await {
            Ok(output) => return Ok(output),
            Err(error) => error,
        };
        if attempt == p.attempts.get() {
            return Err(error);
        }
        sleep(pause).await;
        pause = pause.saturating_mul(2).min(p.max);
        attempt += 1;
    }
}

fn leaked<'a, F: Future + 'a>(future: F) -> Pin<&'a mut F> {
    // SAFETY: what is leaked is never moved.
    unsafe { Pin::new_unchecked(Box::leak(Box::new(future))) }
}
