//! What has not begun yet is taken back when the future is dropped.

use std::panic::resume_unwind;
use std::time::Duration;

use tokio::task::spawn_blocking;
use tokio_util::task::AbortOnDropHandle;

pub async fn good_delay(duration: Duration) {
    tokio::time::sleep(duration).await;
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let task = AbortOnDropHandle::new(spawn_blocking(work));
    task.await
        .unwrap_or_else(|error| resume_unwind(error.into_panic()))
}
