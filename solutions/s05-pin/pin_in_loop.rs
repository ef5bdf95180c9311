//! Pinned once, outside the loop; each turn only borrows it.

use std::pin::pin;
use std::time::Duration;

use tokio::time::{Instant, interval_at};

/// Waits for `future` and returns its output. Calls `on_tick` each time that `every` has passed
/// meanwhile.
pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let mut future = pin!(future);
    let mut ticks = interval_at(Instant::now() + every, every);
    loop {
        tokio::select! {
            output = &mut future => return output,
            _ = ticks.tick() => on_tick(),
        }
    }
}
