//~ restarted-timer in woken_often_and_the_ticks_stay
//! "Woken, and not by the timer: begin to wait anew." A future that wakes its task often enough
//! leaves no tick.

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
        }
        timer.as_mut().reset(Instant::now() + every);
        let _ = timer.as_mut().poll(cx);
        Poll::Pending
    })
    .await
}
