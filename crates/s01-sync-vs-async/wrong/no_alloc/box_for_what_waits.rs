//~ needless-allocation in runs_without_the_heap_and_without_a_runtime
//! "Only what waits goes to the heap." All three may wait; a sum that is dropped midway has paid for
//! the box as well.

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

async fn settle(future: impl Future<Output = u64>) -> u64 {
    let mut future = pin!(future);
    let mut notes = None::<Box<u64>>;
    poll_fn(|context| {
        let poll = future.as_mut().poll(context);
        if poll.is_pending() {
            let polls = notes.take().map_or(0, |polls| *polls);
            notes = Some(Box::new(polls + 1));
            return Poll::Pending;
        }
        poll
    })
    .await
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    settle(hundreds(a)).await + settle(tens(b)).await + settle(ones(c)).await
}
