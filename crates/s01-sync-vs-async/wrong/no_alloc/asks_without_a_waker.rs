//~ lost-wake in pending_while_one_of_the_three_waits
//! "A noop waker will do for polling." Then nobody hears when the digit can go on.

use std::future::poll_fn;
use std::pin::pin;
use std::task::{Context, Waker};

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

async fn asked(future: impl Future<Output = u64>) -> u64 {
    let mut future = pin!(future);
    poll_fn(|_| {
        future
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
    })
    .await
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    asked(hundreds(a)).await + asked(tens(b)).await + asked(ones(c)).await
}
