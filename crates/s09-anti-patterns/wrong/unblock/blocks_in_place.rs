//~ panic in others_run_while_the_work_is_under_way
//! "`block_in_place` is made for this." For a runtime with several workers; here it panics.

use std::time::Duration;

pub async fn good_delay(duration: Duration) {
    tokio::time::sleep(duration).await;
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::block_in_place(work)
}
