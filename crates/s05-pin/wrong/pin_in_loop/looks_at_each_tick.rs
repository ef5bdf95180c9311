//~ ready-too-late in three_ticks_then_done
//! "At each tick I ask whether it is done." One that is done after 900 ms is noticed at 1,000 ms.

use std::pin::pin;
use std::time::Duration;

use futures::poll;
use tokio::time::sleep;

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let std::task::Poll::Ready(output) = poll!(&mut future) {
            return output;
        }
        sleep(every).await;
        on_tick();
    }
}
