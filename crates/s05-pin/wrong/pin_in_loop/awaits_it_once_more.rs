//~ polled-after-ready in left_alone_when_done
//! "The loop ends when it is done, then I fetch the output." The output was in the `Ready` that the
//! loop has thrown away.

use std::pin::pin;
use std::time::Duration;

use tokio::time::sleep;

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let mut future = pin!(future);
    let mut done = false;
    while !done {
        tokio::select! {
            _ = &mut future => done = true,
            () = sleep(every) => on_tick(),
        }
    }
    future.await
}
