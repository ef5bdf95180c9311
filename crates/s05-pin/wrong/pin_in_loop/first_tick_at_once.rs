//~ wrong-result in three_ticks_then_done
//! "An interval ticks every 250 ms." Its first tick comes at once.

use std::pin::pin;
use std::time::Duration;

use tokio::time::interval;

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let mut future = pin!(future);
    let mut ticks = interval(every);
    loop {
        tokio::select! {
            output = &mut future => return output,
            _ = ticks.tick() => on_tick(),
        }
    }
}
