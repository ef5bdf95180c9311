//~ panic in delays_at_the_same_time_and_without_an_end
//! "The deadline is now plus the duration." There is no such moment for the longest ones, and the sum panics.
//! `sleep` takes care of that.

use std::time::Duration;

pub async fn good_delay(duration: Duration) {
    let deadline = tokio::time::Instant::now() + duration;
    tokio::time::sleep_until(deadline).await;
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(output) => output,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
