//~ sequential-await in a_ends_first_then_b
//~ sequential-await in b_ends_first_then_a
//! "`ready!` is the `?` of polling." So it leaves as soon as a is pending, and b is not polled.

use std::future::poll_fn;
use std::pin::pin;
use std::task::{Poll, ready};

use s04_composition::log::Log;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    let (mut a, mut b) = (pin!(a), pin!(b));
    let (mut a_done, mut b_done) = (false, false);
    poll_fn(|cx| {
        if !a_done {
            ready!(a.as_mut().poll(cx));
            a_done = true;
            log.write("a");
        }
        if !b_done {
            ready!(b.as_mut().poll(cx));
            b_done = true;
            log.write("b");
        }
        Poll::Ready(())
    })
    .await;
}
