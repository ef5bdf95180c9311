//! A state polled by hand: either it waits for a number, or for a pause.

use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use futures::Stream;
use futures::channel::mpsc::Receiver;
use futures::executor;
use futures::future::LocalBoxFuture;
use tokio::runtime::Builder;

pub async fn pipeline(numbers: Receiver<u32>, sleep: impl AsyncFn(Duration)) -> u64 {
    let mut numbers = std::pin::pin!(numbers);
    let mut pause: Option<LocalBoxFuture<'_, ()>> = None;
    let mut sum = 0;
    poll_fn(|context| {
        loop {
            if let Some(running) = &mut pause {
                match running.as_mut().poll(context) {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(()) => pause = None,
                }
            }
            match numbers.as_mut().poll_next(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(sum),
                Poll::Ready(Some(number)) => {
                    sum += u64::from(number);
                    pause = Some(Box::pin(sleep(Duration::from_millis(number.into()))));
                }
            }
        }
    })
    .await
}

pub fn run_everywhere<T>(job: impl AsyncFn() -> T) -> [T; 3] {
    let run = |place| match place {
        0 => {
            let mut builder = Builder::new_current_thread();
            builder
                .enable_all()
                .build()
                .expect("a runtime")
                .block_on(job())
        }
        1 => {
            let mut builder = Builder::new_multi_thread();
            let runtime = builder.worker_threads(1).enable_all().build();
            runtime.expect("a runtime").block_on(job())
        }
        _ => executor::block_on(job()),
    };
    [0, 1, 2].map(run)
}
