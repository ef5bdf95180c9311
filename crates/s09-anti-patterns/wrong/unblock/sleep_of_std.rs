//~ blocked-executor in delay_takes_its_time
//! "A sleep is a sleep." This one puts the thread to sleep, and every task that it has to run.

use std::time::Duration;

pub async fn good_delay(duration: Duration) {
    std::thread::sleep(duration);
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(output) => output,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
