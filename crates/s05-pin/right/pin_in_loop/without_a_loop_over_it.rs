//! The ticker is an endless future of its own: nothing has to survive a turn.

use std::pin::pin;
use std::time::Duration;

use futures::future::{Either, select};
use tokio::time::sleep;

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let ticker = async {
        loop {
            sleep(every).await;
            on_tick();
        }
    };
    match select(pin!(future), pin!(ticker)).await {
        Either::Left((output, _)) => output,
        Either::Right((never, _)) => never,
    }
}
