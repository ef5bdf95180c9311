//~ eager-start in work_begins_with_the_poll_and_beside_other_work
//! "The sooner it begins, the better." A future that nobody polls must not do anything, and a blocking task cannot
//! be taken back.

use std::time::Duration;

pub async fn good_delay(duration: Duration) {
    tokio::time::sleep(duration).await;
}

pub fn cpu_heavy<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> impl Future<Output = T> + Send {
    let task = tokio::task::spawn_blocking(work);
    async {
        match task.await {
            Ok(output) => output,
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }
}
