//~ idle-spin in sleeps_until_another_thread_wakes
//! "A short sleep costs nothing." The thread still gets up a thousand times a second, and every
//! wake is seen late.

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}
