//~ wrong-result in three_ticks_then_done
//! "Wait for the first of the two." `timeout` gives up after the first tick, and the rest is
//! awaited without any.

use std::pin::pin;
use std::time::Duration;

use tokio::time::timeout;

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let mut future = pin!(future);
    match timeout(every, &mut future).await {
        Ok(output) => output,
        Err(_) => {
            on_tick();
            future.await
        }
    }
}
