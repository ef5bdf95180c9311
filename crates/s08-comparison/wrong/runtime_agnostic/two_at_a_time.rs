//~ unbounded-concurrency in takes_the_next_number_when_the_pause_is_over
//! "`buffered`, so that it never stands still." Two pauses run at the same time.

use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc::Receiver;
use futures::executor;
use tokio::runtime::Builder;

pub async fn pipeline(mut numbers: Receiver<u32>, sleep: impl AsyncFn(Duration)) -> u64 {
    let pauses = numbers.by_ref().map(async |number| {
        sleep(Duration::from_millis(number.into())).await;
        u64::from(number)
    });
    let sum = pauses
        .buffered(2)
        .fold(0, async |sum, number| sum + number)
        .await;
    sum
}

pub fn run_everywhere<T>(job: impl AsyncFn() -> T) -> [T; 3] {
    let on_tokio = |mut builder: Builder| {
        let runtime = builder.enable_all().build().expect("a runtime");
        runtime.block_on(job())
    };
    [
        on_tokio(Builder::new_current_thread()),
        on_tokio(Builder::new_multi_thread()),
        executor::block_on(job()),
    ]
}
