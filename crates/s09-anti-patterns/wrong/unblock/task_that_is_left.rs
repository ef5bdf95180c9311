//~ leaked-task in delays_at_the_same_time_and_without_an_end
//! "A task keeps the time." Whoever gives up the delay does not give up the task, which sleeps on.

use std::time::Duration;

pub async fn good_delay(duration: Duration) {
    let _ = tokio::spawn(tokio::time::sleep(duration)).await;
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(output) => output,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
