//~ wrong-result in runs_the_job_in_three_places
//! "`enter` makes the timers work there, too." The third place has them only because tokio is still around.

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
    let around = Builder::new_multi_thread().enable_all().build();
    let around = around.expect("a runtime");
    let on_tokio = |mut builder: Builder| {
        let runtime = builder.enable_all().build().expect("a runtime");
        runtime.block_on(job())
    };
    [
        on_tokio(Builder::new_current_thread()),
        on_tokio(Builder::new_multi_thread()),
        {
            let _guard = around.enter();
            executor::block_on(job())
        },
    ]
}
