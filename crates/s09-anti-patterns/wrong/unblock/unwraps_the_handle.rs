//~ wrong-result in panic_goes_on_in_the_caller
//! "`unwrap` passes the panic on." As in the guide. It is a new panic, about a `JoinError`, and what was thrown
//! is lost.

use std::time::Duration;

pub async fn good_delay(duration: Duration) {
    tokio::time::sleep(duration).await;
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.unwrap()
}
