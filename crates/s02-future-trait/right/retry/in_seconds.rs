//! The pause is computed in seconds, as a floating point number, and cut before it is a duration.

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
    let (base, max) = (p.base.as_secs_f64(), p.max.as_secs_f64());
    let mut result = op(1).await;
    for attempt in 2..=p.attempts.get() {
        if result.is_ok() {
            break;
        }
        let pause = base * 2_f64.powf(f64::from(attempt - 2));
        let pause = Duration::try_from_secs_f64(pause.min(max)).unwrap_or(p.max);
        sleep(pause.min(p.max)).await;
        result = op(attempt).await;
    }
    result
}
