//~ blocked-worker in others_run_while_the_work_is_under_way
//! "I let the others run first." And then they stand still, for as long as it takes.

use std::time::Duration;

pub async fn good_delay(duration: Duration) {
    tokio::time::sleep(duration).await;
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::yield_now().await;
    let output = work();
    tokio::task::yield_now().await;
    output
}
