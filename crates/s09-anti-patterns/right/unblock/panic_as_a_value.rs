//! The panic is caught where it happens, and comes back as a value.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::Duration;

use tokio::task::spawn_blocking;
use tokio::time::{Instant, sleep, sleep_until};

pub async fn good_delay(duration: Duration) {
    match Instant::now().checked_add(duration) {
        Some(deadline) => sleep_until(deadline).await,
        None => sleep(Duration::MAX).await,
    }
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let caught = spawn_blocking(|| catch_unwind(AssertUnwindSafe(work))).await;
    caught
        .expect("nobody aborts it")
        .unwrap_or_else(|panic| resume_unwind(panic))
}
