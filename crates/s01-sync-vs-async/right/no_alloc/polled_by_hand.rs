//! Three pinned futures, each asked until it is ready.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    let (mut a, mut b, mut c) = (pin!(hundreds(a)), pin!(tens(b)), pin!(ones(c)));
    let mut values = [None; 3];
    poll_fn(|context| {
        if values[0].is_none() {
            values[0] = ready(a.as_mut().poll(context));
        }
        if values[1].is_none() {
            values[1] = ready(b.as_mut().poll(context));
        }
        if values[2].is_none() {
            values[2] = ready(c.as_mut().poll(context));
        }
        values
            .iter()
            .copied()
            .sum::<Option<u64>>()
            .map_or(Poll::Pending, Poll::Ready)
    })
    .await
}

fn ready(poll: Poll<u64>) -> Option<u64> {
    match poll {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}
