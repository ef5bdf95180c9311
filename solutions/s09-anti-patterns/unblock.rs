//! The timer of the runtime for a wait, `spawn_blocking` for work.

use std::panic::resume_unwind;
use std::time::Duration;

use tokio::task::spawn_blocking;
use tokio::time::sleep;

/// Waits for `duration`. Only the task waits: its thread is free.
pub async fn good_delay(duration: Duration) {
    sleep(duration).await;
}

/// Runs `work`, which takes long, and returns what it returns. The thread of the runtime is free
/// meanwhile. A panic of `work` goes on in the caller.
pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match spawn_blocking(work).await {
        Ok(output) => output,
        // Nobody aborts it, so that nothing else can have happened.
        Err(error) => resume_unwind(error.into_panic()),
    }
}
