//~ leaked-task in nothing_goes_on_after_the_end
//! "A task ticks, and I listen." Nobody ends the task.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::sleep;

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let mut future = pin!(future);
    let tick = Arc::new(Notify::new());
    let theirs = Arc::clone(&tick);
    tokio::spawn(async move {
        loop {
            sleep(every).await;
            theirs.notify_one();
        }
    });
    loop {
        tokio::select! {
            output = &mut future => return output,
            () = tick.notified() => on_tick(),
        }
    }
}
