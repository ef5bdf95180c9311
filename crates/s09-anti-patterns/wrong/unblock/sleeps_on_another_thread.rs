//~ needless-offload in delay_takes_its_time
//! "Blocking goes to `spawn_blocking`." A wait needs no thread: a thousand delays would need a thousand, and
//! the pool has 512.

use std::time::Duration;

pub async fn good_delay(duration: Duration) {
    let _ = tokio::task::spawn_blocking(move || std::thread::sleep(duration)).await;
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(output) => output,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
