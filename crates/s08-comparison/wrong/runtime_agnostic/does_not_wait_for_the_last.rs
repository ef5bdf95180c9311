//~ eager-start in takes_the_next_number_when_the_pause_is_over
//~ ready-too-early in returns_the_sum_when_all_is_over
//! "When the channel is closed, it is over." The last pause is not.

use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc::Receiver;
use futures::executor;
use futures::future::{Either, select};
use tokio::runtime::Builder;

pub async fn pipeline(mut numbers: Receiver<u32>, sleep: impl AsyncFn(Duration)) -> u64 {
    let (mut sum, mut pause) = (0, None);
    loop {
        let next = numbers.next();
        let number = match pause.take() {
            None => next.await,
            Some(pause) => match select(next, pause).await {
                Either::Left((None, _)) => return sum,
                Either::Left((Some(number), pause)) => {
                    pause.await;
                    Some(number)
                }
                Either::Right(((), next)) => next.await,
            },
        };
        let Some(number) = number else { break };
        sum += u64::from(number);
        pause = Some(Box::pin(sleep(Duration::from_millis(number.into()))));
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
