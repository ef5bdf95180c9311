//~ wrong-result in sleeps_once_for_each_number
//! "Nothing to wait for." What a pause of zero means, `sleep` decides: on many runtimes it gives a turn to
//! others.

use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc::Receiver;
use futures::executor;
use tokio::runtime::Builder;

pub async fn pipeline(mut numbers: Receiver<u32>, sleep: impl AsyncFn(Duration)) -> u64 {
    let mut sum = 0;
    while let Some(number) = numbers.next().await {
        if number > 0 {
            sleep(Duration::from_millis(number.into())).await;
        }
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
