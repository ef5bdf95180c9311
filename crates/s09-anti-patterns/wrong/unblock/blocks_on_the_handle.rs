//~ blocked-executor in others_run_while_the_work_is_under_way
//! "`spawn_blocking` does the work, `block_on` gets the result." And keeps the thread until then.

use std::time::Duration;

pub async fn good_delay(duration: Duration) {
    tokio::time::sleep(duration).await;
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match futures::executor::block_on(tokio::task::spawn_blocking(work)) {
        Ok(output) => output,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
