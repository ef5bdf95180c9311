//! Two pinned futures in one `poll_fn`.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::time::sleep;

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let (mut future, mut timer) = (pin!(future), pin!(sleep(every)));
    poll_fn(|cx| {
        if let Poll::Ready(output) = future.as_mut().poll(cx) {
            return Poll::Ready(output);
        }
        while timer.as_mut().poll(cx).is_ready() {
            on_tick();
            let due = timer.deadline() + every;
            timer.as_mut().reset(due);
        }
        Poll::Pending
    })
    .await
}
