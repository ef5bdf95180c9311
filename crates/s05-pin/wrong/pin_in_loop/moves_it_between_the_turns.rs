//~ moved-after-poll in polled_in_its_place
//! "`new_unchecked` pins it for the turn." The promise lasts until the drop: between two turns the
//! future moves into the next one, and what it has borrowed of itself stays behind.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use tokio::time::sleep;

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let mut left = Box::new(future);
    let mut timer = pin!(sleep(every));
    loop {
        let mut here = left;
        let polled = poll_fn(|cx| {
            // SAFETY: it stays in the box for this turn; that is less than what `Pin` demands.
            let pinned = unsafe { Pin::new_unchecked(&mut *here) };
            if let Poll::Ready(output) = pinned.poll(cx) {
                return Poll::Ready(Some(output));
            }
            timer.as_mut().poll(cx).map(|()| None)
        });
        if let Some(output) = polled.await {
            return output;
        }
        on_tick();
        timer.set(sleep(every));
        left = Box::new(*here);
    }
}
