//~ ready-too-early in delay_takes_its_time
//! "One tick of an interval." The first tick of an interval comes at once.

use std::time::Duration;

pub async fn good_delay(duration: Duration) {
    tokio::time::interval(duration.max(Duration::from_millis(1)))
        .tick()
        .await;
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(output) => output,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
