//~ wrong-result in three_ticks_then_done
//! "First wait a tick, then wait for what is left." The sleep between two looks comes on top of the
//! time in which it looks: every second tick is missing.

use std::pin::pin;
use std::time::Duration;

use tokio::time::{sleep, timeout};

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Ok(output) = timeout(every, &mut future).await {
            return output;
        }
        on_tick();
        tokio::select! {
            output = &mut future => return output,
            () = sleep(every) => {}
        }
    }
}
