//~ eager-start in call_begins_nothing
//! "A first poll, so that it is under way." A future that nobody has polled must not have begun.

use std::task::{Context, Waker};

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

pub fn sum3(a: u64, b: u64, c: u64) -> impl Future<Output = u64> {
    let mut first = Box::pin(futures::FutureExt::fuse(hundreds(a)));
    let poll = first
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
        .map(Some);
    async move {
        let hundreds = match poll {
            std::task::Poll::Ready(Some(value)) => value,
            _ => first.await,
        };
        hundreds + tens(b).await + ones(c).await
    }
}
