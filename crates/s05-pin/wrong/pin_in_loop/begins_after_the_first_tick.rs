//~ ready-too-late in three_ticks_then_done
//! "Wait, tick, and then see how far it is." Nobody has polled it so far, so it has not begun.

use std::pin::pin;
use std::time::Duration;

use tokio::time::{sleep, timeout};

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let mut future = pin!(future);
    sleep(every).await;
    on_tick();
    loop {
        match timeout(every, &mut future).await {
            Ok(output) => return output,
            Err(_) => on_tick(),
        }
    }
}
