//~ busy-poll in pending_while_one_of_the_three_waits
//! "To be safe, I wake the task myself." Then it is polled without end while the digit waits.

use std::future::poll_fn;
use std::pin::pin;

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

async fn asked(future: impl Future<Output = u64>) -> u64 {
    let mut future = pin!(future);
    poll_fn(|context| {
        context.waker().wake_by_ref();
        future.as_mut().poll(context)
    })
    .await
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    asked(hundreds(a)).await + asked(tens(b)).await + asked(ones(c)).await
}
