//~ ready-too-early in delay_takes_its_time
//! "Timers know milliseconds only." They round up; `as_millis` cuts off.

use std::time::Duration;

pub async fn good_delay(duration: Duration) {
    let milliseconds = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(output) => output,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
