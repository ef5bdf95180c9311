//~ wrong-result in three_ticks_then_done
//! "Reset is enough." A timer that is not polled after its reset has nobody to wake: the ticks come
//! when something else happens, or not at all.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::time::{Instant, sleep};

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let mut future = pin!(future);
    let mut timer = pin!(sleep(every));
    poll_fn(|cx| {
        if let Poll::Ready(output) = future.as_mut().poll(cx) {
            return Poll::Ready(output);
        }
        if timer.as_mut().poll(cx).is_ready() {
            on_tick();
            timer.set(sleep(every));
        }
        Poll::Pending
    })
    .await
}
