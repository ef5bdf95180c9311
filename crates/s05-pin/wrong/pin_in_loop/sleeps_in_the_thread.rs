//~ blocked-executor in three_ticks_then_done
//! "Between two looks the thread may sleep." Nothing else on it can go on meanwhile.

use std::pin::pin;
use std::task::Poll;
use std::thread;
use std::time::{Duration, Instant};

use futures::poll;
use tokio::task::yield_now;

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
        thread::sleep(Duration::from_millis(10));
        if Instant::now() >= due {
            on_tick();
            due += every;
        }
        yield_now().await;
    }
}
