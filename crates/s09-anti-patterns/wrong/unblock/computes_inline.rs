//~ blocked-worker in others_run_while_the_work_is_under_way
//! "`async` makes it asynchronous." There is no await in it: one poll, from the beginning to the end.

use std::time::Duration;

pub async fn good_delay(duration: Duration) {
    tokio::time::sleep(duration).await;
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    work()
}
