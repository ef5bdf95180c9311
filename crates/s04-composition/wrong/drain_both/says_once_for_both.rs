//~ wrong-result in both_end_at_the_same_time
//! "When one is done, look at the other as well." Where both are, only one of them is written down.

use std::pin::pin;

use s04_composition::log::Log;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    let (mut a, mut b) = (pin!(a), pin!(b));
    let mut first = None;
    std::future::poll_fn(|cx| {
        let (a, b) = (a.as_mut().poll(cx), b.as_mut().poll(cx));
        if a.is_ready() && b.is_ready() {
            first = Some(true);
            return std::task::Poll::Ready(());
        }
        if a.is_ready() || b.is_ready() {
            first = Some(a.is_ready());
            return std::task::Poll::Ready(());
        }
        std::task::Poll::Pending
    })
    .await;
    log.write("a");
}
