//! Each pause from its number alone, by a shift of 128 bits.

use std::num::NonZeroU32;
use std::time::Duration;

pub struct Policy {
    pub attempts: NonZeroU32,
    pub base: Duration,
    pub max: Duration,
}

fn pause(p: &Policy, after: u32) -> Duration {
    let (base, max) = (p.base.as_nanos(), p.max.as_nanos());
    let doublings = after - 1;
    let nanos = if base == 0 {
        0
    } else if doublings >= base.leading_zeros() {
        max
    } else {
        (base << doublings).min(max)
    };
    Duration::new(
        (nanos / 1_000_000_000) as u64,
        (nanos % 1_000_000_000) as u32,
    )
}

pub async fn retry<T, E, Fut, F>(p: Policy, mut op: F) -> Result<T, E>
where
    F: FnMut(u32) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let mut n = 0;
    loop {
        n += 1;
        let result = op(n).await;
        if result.is_ok() || n == p.attempts.get() {
            return result;
        }
        tokio::time::sleep(pause(&p, n)).await;
    }
}
