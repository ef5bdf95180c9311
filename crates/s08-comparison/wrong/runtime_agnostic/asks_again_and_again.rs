//~ busy-poll in waits_for_numbers
//! "`try_recv` in a loop, with a yield in between." While there is no number, it keeps its thread busy.

use std::time::Duration;

use futures::channel::mpsc::Receiver;
use futures::executor;
use tokio::runtime::Builder;

pub async fn pipeline(mut numbers: Receiver<u32>, sleep: impl AsyncFn(Duration)) -> u64 {
    let mut sum = 0;
    loop {
        let number = match numbers.try_recv() {
            Ok(number) => number,
            Err(futures::channel::mpsc::TryRecvError::Closed) => break,
            Err(futures::channel::mpsc::TryRecvError::Empty) => {
                let mut is_first = true;
                std::future::poll_fn(|context| {
                    context.waker().wake_by_ref();
                    match std::mem::replace(&mut is_first, false) {
                        true => std::task::Poll::Pending,
                        false => std::task::Poll::Ready(()),
                    }
                })
                .await;
                continue;
            }
        };
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
