//~ panic in pauses_are_right_whatever_the_policy
//! "A number of milliseconds fits 64 bits." The number does; what comes of doubling it does not.

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
    let mut attempt = 1;
    loop {
        let error = match op(attempt).await {
            Ok(output) => return Ok(output),
            Err(error) => error,
        };
        if attempt == p.attempts.get() {
            return Err(error);
        }
        let millis = p.base.as_millis() as u64 * 2_u64.saturating_pow(attempt - 1);
        sleep(Duration::from_millis(millis).min(p.max)).await;
        attempt += 1;
    }
}
