//! The state machine that the compiler would have made, written by hand with a macro for the pins.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

fn step<F: Future<Output = u64>>(
    slot: Pin<&mut Option<F>>,
    context: &mut Context<'_>,
) -> Poll<u64> {
    match slot.as_pin_mut() {
        Some(future) => future.poll(context),
        None => Poll::Ready(0),
    }
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    let mut hundreds = std::pin::pin!(Some(hundreds(a)));
    let mut tens = std::pin::pin!(Some(tens(b)));
    let mut ones = std::pin::pin!(Some(ones(c)));
    let mut sum = 0;
    std::future::poll_fn(|context| {
        sum += ready!(step(hundreds.as_mut(), context));
        hundreds.set(None);
        sum += ready!(step(tens.as_mut(), context));
        tens.set(None);
        sum += ready!(step(ones.as_mut(), context));
        ones.set(None);
        Poll::Ready(sum)
    })
    .await
}
