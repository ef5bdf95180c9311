//~ blocking-poll in pending_while_a_step_waits
//! "Ask until it is ready." The thread belongs to the step as long as it waits.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use futures::FutureExt;
use s04_composition::steps::{add_ten, seen, store};

/// Asks until it is ready.
fn now<T>(f: impl Future<Output = T>) -> T {
    let mut f = pin!(f);
    loop {
        if let Poll::Ready(out) = f.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return out;
        }
    }
}

pub fn pipeline<F: Future<Output = u32>>(f: F) -> impl Future<Output = Result<u32, String>> {
    f.map(|n| n * 2)
        .inspect(|&n| seen(n))
        .map(|n| now(add_ten(n)))
        .map(|s| {
            if s > 100 {
                Err(format!("{s}"))
            } else {
                now(store(s))
            }
        })
}
