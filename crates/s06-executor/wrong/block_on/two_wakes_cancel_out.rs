//~ dropped-wake in woken_during_the_poll_then_polled_again
//! "A wake is a change of the phase." Two of them during one poll, and the phase is what it was.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

struct Phase {
    now: AtomicBool,
    thread: Thread,
}

impl Wake for Phase {
    fn wake(self: Arc<Self>) {
        self.now.fetch_xor(true, SeqCst);
        self.thread.unpark();
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let phase = Arc::new(Phase {
        now: AtomicBool::new(false),
        thread: thread::current(),
    });
    let waker = Waker::from(phase.clone());
    loop {
        let seen = phase.now.load(SeqCst);
        if let Poll::Ready(out) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return out;
        }
        while phase.now.load(SeqCst) == seen {
            thread::park();
        }
    }
}
