//~ wrong-result in short_and_long_ticks
//! "Sixteen bits of milliseconds will do." They wrap after 65 s: 70 s become 4.

use std::pin::pin;
use std::time::Duration;

use tokio::time::{Instant, interval_at};

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let every = Duration::from_millis(u64::from(every.as_millis() as u16));
    let mut future = pin!(future);
    let mut ticks = interval_at(Instant::now() + every, every);
    loop {
        tokio::select! {
            output = &mut future => return output,
            _ = ticks.tick() => on_tick(),
        }
    }
}
