//~ dropped-wake in two_threads_at_the_same_time
//! "There is one block_on, so one flag is enough." There is one for each thread that calls it, and
//! the wake goes to whichever looks first.

use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

static WOKEN: Mutex<bool> = Mutex::new(false);
static CHANGED: Condvar = Condvar::new();

struct Signal;

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        *WOKEN.lock().unwrap() = true;
        CHANGED.notify_one();
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Signal));
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        let mut woken = WOKEN.lock().unwrap();
        while !*woken {
            woken = CHANGED.wait(woken).unwrap();
        }
        *woken = false;
    }
}
