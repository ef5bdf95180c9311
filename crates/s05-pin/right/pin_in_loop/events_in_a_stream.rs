//! Two streams of events become one: ticks without end, and one end.

use std::pin::pin;
use std::time::Duration;

use futures::stream::{self, StreamExt};
use tokio::time::sleep;

enum Event<T> {
    Tick,
    Done(T),
}

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let ticks = stream::repeat(()).then(|()| async move {
        sleep(every).await;
        Event::Tick
    });
    let done = stream::once(async { Event::Done(future.await) });
    let mut events = pin!(stream::select(done, ticks));
    while let Some(event) = events.next().await {
        match event {
            Event::Tick => on_tick(),
            Event::Done(output) => return output,
        }
    }
    unreachable!("the ticks have no end")
}
