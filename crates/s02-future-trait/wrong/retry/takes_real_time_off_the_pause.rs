//~ ready-too-early in only_the_clock_of_the_machine_goes_then_the_pause_is_as_long
//! "The attempt has taken its time, so the rest of the pause is shorter." A pause begins with the failure;
//! and the clock of the machine is not the one by which the program runs.

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
    let mut began = std::time::Instant::now();
    let mut pause = p.base.min(p.max);
    let mut attempt = 1;
    loop {
        let error = match op(attempt).await {
            Ok(output) => return Ok(output),
            Err(error) => error,
        };
        if attempt == p.attempts.get() {
            return Err(error);
        }
        // In whole steps: less than that is noise.
        let taken = began.elapsed().as_millis() as u64 / 50 * 50;
        sleep(pause.saturating_sub(Duration::from_millis(taken))).await;
        pause = pause.saturating_mul(2).min(p.max);
        began = std::time::Instant::now();
        attempt += 1;
    }
}
