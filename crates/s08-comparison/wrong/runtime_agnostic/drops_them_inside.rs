//~ nested-runtime in runs_the_job_in_three_places
//! "One inside the other, and all are dropped at the end." The inner runtime would block the outer one.

use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc::Receiver;
use futures::executor;
use tokio::runtime::Builder;

pub async fn pipeline(mut numbers: Receiver<u32>, sleep: impl AsyncFn(Duration)) -> u64 {
    let mut sum = 0;
    while let Some(number) = numbers.next().await {
        sleep(Duration::from_millis(number.into())).await;
        sum += u64::from(number);
    }
    sum
}

pub fn run_everywhere<T>(job: impl AsyncFn() -> T) -> [T; 3] {
    let outer = Builder::new_current_thread().enable_all().build();
    let first = outer.expect("a runtime").block_on(async {
        let inner = Builder::new_multi_thread().enable_all().build();
        let inner = inner.expect("a runtime");
        (job().await, inner.block_on(job()))
    });
    [first.0, first.1, executor::block_on(job())]
}
