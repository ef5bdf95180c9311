//! A fold over the stream; the executors by their other names.

use std::future::ready;
use std::time::Duration;

use futures::channel::mpsc::Receiver;
use futures::executor::LocalPool;
use futures::stream::StreamExt;
use tokio::runtime::{Builder, Runtime};
use tokio::task::LocalSet;

pub async fn pipeline(numbers: Receiver<u32>, sleep: impl AsyncFn(Duration)) -> u64 {
    let sleep = &sleep;
    let paused = numbers.then(|number| async move {
        sleep(Duration::from_millis(u64::from(number))).await;
        u64::from(number)
    });
    paused.fold(0, |sum, number| ready(sum + number)).await
}

pub fn run_everywhere<T>(job: impl AsyncFn() -> T) -> [T; 3] {
    let one = Builder::new_current_thread().enable_all().build();
    let one = LocalSet::new().block_on(&one.expect("a runtime"), job());
    let many = Runtime::new().expect("a runtime").block_on(job());
    let none = LocalPool::new().run_until(job());
    [one, many, none]
}
