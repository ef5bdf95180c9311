//~ swallowed-panic in panic_goes_on_in_the_caller
//! "Work that panics has no output." So the caller waits for one until the end of days.

use std::time::Duration;

pub async fn good_delay(duration: Duration) {
    tokio::time::sleep(duration).await;
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(output) => output,
        Err(_) => std::future::pending().await,
    }
}
