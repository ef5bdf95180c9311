//~ late-drop in dropped_when_it_returns
//! "What is never dropped never moves." Whatever the future owns is never given back either.

use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

#[derive(Default)]
struct Bell {
    rung: Mutex<bool>,
    cv: Condvar,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        *self.rung.lock().unwrap() = true;
        self.cv.notify_one();
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = std::mem::ManuallyDrop::new(future);
    // SAFETY: it stays on this stack and is never moved; nor is it dropped.
    let mut future = unsafe { Pin::new_unchecked(&mut *future) };
    let bell = Arc::new(Bell::default());
    let waker = Waker::from(bell.clone());
    loop {
        if let Poll::Ready(out) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return out;
        }
        *bell
            .cv
            .wait_while(bell.rung.lock().unwrap(), |r| !*r)
            .unwrap() = false;
    }
}
