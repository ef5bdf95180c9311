//~ works-after-drop in dropped_with_all_that_it_has
//! "It has to live long enough." It lives for ever: the senders never learn that nobody takes their numbers.

use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc::Receiver;
use futures::executor;
use tokio::runtime::Builder;

pub async fn pipeline(numbers: Receiver<u32>, sleep: impl AsyncFn(Duration)) -> u64 {
    let numbers = Box::leak(Box::new(numbers));
    let mut sum = 0;
    while let Some(number) = numbers.next().await {
        sleep(Duration::from_millis(number.into())).await;
        sum += u64::from(number);
    }
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
