//! tokio's macro pins the variable in its place; each turn has a sleep of its own.

use std::time::Duration;

use tokio::time::sleep;

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    tokio::pin!(future);
    loop {
        tokio::select! {
            biased;
            output = future.as_mut() => break output,
            () = sleep(every) => on_tick(),
        }
    }
}
