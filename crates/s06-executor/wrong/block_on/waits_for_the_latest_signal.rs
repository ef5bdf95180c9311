//~ dropped-wake in block_on_inside_block_on
//~ dropped-wake in woken_after_a_nested_block_on_then_polled_again
//! "Each thread has its signal, where everybody finds it." A nested call puts its own there, and the
//! outer one goes on to wait for that.

use std::cell::RefCell;
use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

#[derive(Default)]
struct Signal {
    woken: Mutex<bool>,
    changed: Condvar,
}

thread_local! {
    static SIGNAL: RefCell<Arc<Signal>> = RefCell::default();
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        *self.woken.lock().unwrap() = true;
        self.changed.notify_one();
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let signal = Arc::new(Signal::default());
    SIGNAL.set(Arc::clone(&signal));
    let waker = Waker::from(signal);
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        let signal = SIGNAL.with_borrow(Arc::clone);
        let mut woken = signal.woken.lock().unwrap();
        while !*woken {
            woken = signal.changed.wait(woken).unwrap();
        }
        *woken = false;
    }
}
