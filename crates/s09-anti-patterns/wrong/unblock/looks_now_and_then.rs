//~ panic in others_run_while_the_work_is_under_way
//! "I look every millisecond whether it has ended." A handle is a future, which wakes whoever awaits it: no timer
//! is needed, and here there is none.

use std::time::Duration;

pub async fn good_delay(duration: Duration) {
    tokio::time::sleep(duration).await;
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let task = tokio::task::spawn_blocking(work);
    while !task.is_finished() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    task.await
        .unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
}
