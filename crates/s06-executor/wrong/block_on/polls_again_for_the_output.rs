//~ polled-after-ready in ready_at_once_then_returns
//! "Wait while it is pending, then ask for the output." The poll that was ready had the output, and it
//! was thrown away.

use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake};

#[derive(Default)]
struct Signal(Mutex<bool>, Condvar);

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        *self.0.lock().unwrap() = true;
        self.1.notify_one();
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let s = Arc::new(Signal::default());
    let waker = s.clone().into();
    let mut cx = Context::from_waker(&waker);
    while future.as_mut().poll(&mut cx).is_pending() {
        let mut g = s.0.lock().unwrap();
        while !*g {
            g = s.1.wait(g).unwrap();
        }
        *g = false;
    }
    match future.as_mut().poll(&mut cx) {
        Poll::Ready(v) => v,
        Poll::Pending => unreachable!(),
    }
}
