//~ busy-poll in asleep_between_the_ticks
//! "A short look each millisecond does not hurt." It gets up a thousand times a second for nothing.

use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use futures::poll;
use tokio::time::{Instant, sleep};

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
        sleep(Duration::from_millis(1)).await;
        if Instant::now() >= due {
            on_tick();
            due += every;
        }
    }
}
