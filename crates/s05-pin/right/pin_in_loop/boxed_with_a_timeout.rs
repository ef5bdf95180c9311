//! A box instead of the stack, and a limit for each turn.

use std::time::Duration;

use tokio::time::timeout;

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let mut future = Box::pin(future);
    loop {
        match timeout(every, &mut future).await {
            Ok(output) => return output,
            Err(_) => on_tick(),
        }
    }
}
