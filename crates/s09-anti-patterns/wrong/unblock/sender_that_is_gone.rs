//~ wrong-result in panic_goes_on_in_the_caller
//! "The channel tells when the thread has panicked." It tells that it is gone, and not why.

use std::time::Duration;

pub async fn good_delay(duration: Duration) {
    tokio::time::sleep(duration).await;
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (send, output) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || send.send(work()));
    output.await.expect("the work panicked")
}
