//~ polled-after-ready in both_end_at_the_same_time
//~ polled-after-ready in both_ready_at_once
//! "Either a is done or b." Where both are in the same poll, that of b is not taken down, and b is
//! polled again.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use s04_composition::log::Log;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    let (mut a, mut b) = (pin!(a), pin!(b));
    let (mut a_done, mut b_done) = (false, false);
    poll_fn(|cx| {
        let a_ends = !a_done && a.as_mut().poll(cx).is_ready();
        let b_ends = !b_done && b.as_mut().poll(cx).is_ready();
        if a_ends {
            a_done = true;
            log.write("a");
        } else if b_ends {
            b_done = true;
            log.write("b");
        }
        if a_ends || b_ends {
            cx.waker().wake_by_ref();
        }
        if a_done && b_done {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}
