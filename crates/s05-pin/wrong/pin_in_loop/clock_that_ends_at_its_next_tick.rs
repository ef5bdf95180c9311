//~ works-after-drop in nothing_goes_on_after_the_end
//! "When nobody listens any more, the clock ends." It notices that at its next tick; until then a
//! task is left, and who drops the call in the middle has not stopped it.

use std::pin::pin;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::{Instant, interval_at};

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let (tick, mut ticks) = mpsc::channel(1);
    let clock = tokio::spawn(async move {
        let mut interval = interval_at(Instant::now() + every, every);
        loop {
            interval.tick().await;
            if tick.send(()).await.is_err() {
                break;
            }
        }
    });
    let mut future = pin!(future);
    loop {
        tokio::select! {
            biased;
            output = &mut future => {
                clock.abort();
                return output;
            }
            _ = ticks.recv() => on_tick(),
        }
    }
}
