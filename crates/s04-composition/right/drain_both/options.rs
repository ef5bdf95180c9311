//! What is done is taken out of its place; a place that is empty is not polled.

use std::future::poll_fn;
use std::task::Poll;

use s04_composition::log::Log;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    let (mut a, mut b) = (Some(Box::pin(a)), Some(Box::pin(b)));
    poll_fn(|cx| {
        if let Some(future) = &mut a
            && future.as_mut().poll(cx).is_ready()
        {
            log.write("a");
            a = None;
        }
        if let Some(future) = &mut b
            && future.as_mut().poll(cx).is_ready()
        {
            log.write("b");
            b = None;
        }
        if a.is_none() && b.is_none() {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}
