//~ eager-start in takes_the_next_number_when_the_pause_is_over
//! "Fetch the next number during the pause." Then the sender believes that there is room, and there are two in
//! here.

use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc::Receiver;
use futures::executor;
use tokio::runtime::Builder;

pub async fn pipeline(mut numbers: Receiver<u32>, sleep: impl AsyncFn(Duration)) -> u64 {
    let mut sum = 0;
    let mut next = numbers.next().await;
    while let Some(number) = next {
        let pause = sleep(Duration::from_millis(number.into()));
        next = futures::join!(pause, numbers.next()).1;
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
