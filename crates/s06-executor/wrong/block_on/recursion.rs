//~ moved-after-poll in polled_in_one_place_until_it_is_dropped
//! "Poll, sleep, and begin again." Each call of itself takes the future by value, and so moves it.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake};
use std::thread::{self, Thread};

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

pub fn block_on<F: Future>(mut future: F) -> F::Output {
    let waker = Arc::new(Unpark(thread::current())).into();
    // SAFETY: claimed, and untrue: the call below moves it.
    let pinned = unsafe { Pin::new_unchecked(&mut future) };
    if let Poll::Ready(output) = pinned.poll(&mut Context::from_waker(&waker)) {
        return output;
    }
    thread::park();
    block_on(future)
}
