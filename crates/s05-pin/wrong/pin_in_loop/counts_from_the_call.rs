//~ wrong-result in called_then_polled_later
//! "The interval begins when I make it." It is made in the call; the ticks that were due before the
//! first poll are made up for.

use std::pin::pin;
use std::time::Duration;

use tokio::time::{Instant, interval_at};

pub fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> impl Future<Output = F::Output> {
    let mut ticks = interval_at(Instant::now() + every, every);
    async move {
        let mut future = pin!(future);
        loop {
            tokio::select! {
                output = &mut future => return output,
                _ = ticks.tick() => on_tick(),
            }
        }
    }
}
