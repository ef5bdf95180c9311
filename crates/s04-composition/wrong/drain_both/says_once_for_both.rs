//~ wrong-result in both_end_at_the_same_time
//! "When one is done, write it down." Where both are, only one of them is.

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
            log.write("a");
        } else if b_ends {
            log.write("b");
        }
        a_done |= a_ends;
        b_done |= b_ends;
        if a_done && b_done {
            return Poll::Ready(());
        }
        Poll::Pending
    })
    .await;
}
