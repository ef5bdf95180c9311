//~ busy-poll in sleeps_until_the_work_has_ended
//! "`yield_now` lets the others run until the work has ended." And has this task polled all that time: the
//! processor that the work needs is busy asking for it.

use std::time::Duration;

pub async fn good_delay(duration: Duration) {
    tokio::time::sleep(duration).await;
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let task = tokio::task::spawn_blocking(work);
    while !task.is_finished() {
        tokio::task::yield_now().await;
    }
    task.await
        .unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
}
