//~ busy-poll in three_ticks_then_done
//! "Yield, and look again." The task is never asleep.

use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use futures::poll;
use tokio::task::yield_now;
use tokio::time::Instant;

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let mut future = pin!(future);
    let mut due = Instant::now() + every;
    loop {
        if let Poll::Ready(output) = poll!(&mut future) {
            return output;
        }
        if Instant::now() >= due {
            on_tick();
            due += every;
        }
        yield_now().await;
    }
}
