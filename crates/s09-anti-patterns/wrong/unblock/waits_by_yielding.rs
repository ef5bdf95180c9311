//~ busy-poll in delay_takes_its_time
//! "`yield_now` lets the others run until the time is over." And takes the whole processor until then.

use std::time::Duration;

pub async fn good_delay(duration: Duration) {
    let start = tokio::time::Instant::now();
    while start.elapsed() < duration {
        tokio::task::yield_now().await;
    }
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(output) => output,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
