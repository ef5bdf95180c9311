//~ stale-waker in moved_to_another_task_then_woken_there
//! "The waker is there once and for all." It belongs to the task of the first poll, which may have
//! given the future away.

use std::future::poll_fn;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use futures::FutureExt;
use s04_composition::log::Log;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    let (mut a, mut b) = (pin!(a.fuse()), pin!(b.fuse()));
    let (mut first, mut left) = (None::<Waker>, 2);
    poll_fn(|context| {
        let waker = first.get_or_insert_with(|| context.waker().clone());
        let context = &mut Context::from_waker(waker);
        if a.as_mut().poll(context).is_ready() {
            left -= 1;
            log.write("a");
        }
        if b.as_mut().poll(context).is_ready() {
            left -= 1;
            log.write("b");
        }
        if left == 0 {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}
