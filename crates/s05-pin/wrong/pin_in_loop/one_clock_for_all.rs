//~ wrong-result in one_inside_the_other
//! "There is one clock, so one deadline will do." Two loops share it, and the inner one pushes the
//! tick of the outer one back.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::time::{Instant, sleep};

thread_local! {
    static DUE: Cell<Option<Instant>> = const { Cell::new(None) };
}

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let (mut future, mut timer) = (pin!(future), pin!(sleep(every)));
    DUE.set(Some(Instant::now() + every));
    poll_fn(|cx| {
        if let Poll::Ready(output) = future.as_mut().poll(cx) {
            return Poll::Ready(output);
        }
        loop {
            timer.as_mut().reset(DUE.get().unwrap());
            if timer.as_mut().poll(cx).is_pending() {
                return Poll::Pending;
            }
            on_tick();
            DUE.set(Some(Instant::now() + every));
        }
    })
    .await
}
