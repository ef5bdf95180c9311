//~ wrong-result in runs_the_job_in_three_places
//! "A runtime is a runtime." Three times the same one.

use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc::Receiver;
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
    let runtime = Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.expect("a runtime");
    [(), (), ()].map(|()| runtime.block_on(job()))
}
