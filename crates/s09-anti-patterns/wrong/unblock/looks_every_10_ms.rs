//~ ready-too-late in delay_takes_its_time
//! "I look now and then whether the time is over." It is over between two looks.

use std::time::Duration;

pub async fn good_delay(duration: Duration) {
    let start = tokio::time::Instant::now();
    while start.elapsed() < duration {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(output) => output,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
