//~ busy-poll in sleeps_until_the_work_has_ended
//! "The runtime has no timer, but the pool has threads that may sleep." So `cpu_heavy` gets up every 2 ms to
//! look whether the work has ended, instead of being woken when it has.

use std::{panic::resume_unwind, time::Duration};
pub async fn good_delay(duration: Duration) {
    tokio::time::sleep(duration).await;
}
pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let t = std::thread::spawn(work);
    while !t.is_finished() {
        tokio::task::spawn_blocking(|| std::thread::sleep(Duration::from_millis(2)))
            .await
            .unwrap();
    }
    t.join().unwrap_or_else(|p| resume_unwind(p))
}
