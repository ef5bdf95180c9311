//! A set with one blocking task; the delay is polled by hand.

use std::future::poll_fn;
use std::panic::resume_unwind;
use std::pin::pin;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;

pub async fn good_delay(duration: Duration) {
    let mut delay = pin!(sleep(duration));
    poll_fn(|context| delay.as_mut().poll(context)).await;
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let mut tasks = JoinSet::new();
    tasks.spawn_blocking(work);
    match tasks.join_next().await.expect("there is one") {
        Ok(output) => output,
        Err(error) => resume_unwind(error.into_panic()),
    }
}
