//~ blocked-executor in fails_twice_then_succeeds
//~ blocked-executor in pauses_grow_up_to_the_limit
//! "A pause is a sleep." That of `std` stops the thread, and with it every other task.

use std::num::NonZeroU32;
use std::time::Duration;

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
        match op(attempt).await {
            Ok(output) => return Ok(output),
            Err(error) if attempt == p.attempts.get() => return Err(error),
            Err(_) => std::thread::sleep(pause),
        }
        attempt += 1;
        pause = pause.saturating_mul(2).min(p.max);
    }
}
