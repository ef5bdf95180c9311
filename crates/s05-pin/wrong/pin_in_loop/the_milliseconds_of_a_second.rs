//~ wrong-result in ticks_of_every_length
//! "`subsec_millis` is the length in milliseconds." Without the whole seconds: 2,500 ms become 500.

use std::pin::pin;
use std::time::Duration;

use tokio::time::{Instant, interval_at};

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let every = Duration::from_millis(every.subsec_millis().into());
    let mut future = pin!(future);
    let mut ticks = interval_at(Instant::now() + every, every);
    loop {
        tokio::select! {
            output = &mut future => return output,
            _ = ticks.tick() => on_tick(),
        }
    }
}
