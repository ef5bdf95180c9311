//~ dropped-wake in woken_during_the_poll_then_polled_again
//~ dropped-wake in borrowed_and_not_send
//! "A condition variable wakes whoever waits." Nobody waits yet: the wake came during the poll, and
//! a notification is not kept.

use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

#[derive(Default)]
struct Signal {
    lock: Mutex<()>,
    changed: Condvar,
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        let _guard = self.lock.lock().unwrap();
        self.changed.notify_one();
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let signal = Arc::new(Signal::default());
    let waker = Waker::from(Arc::clone(&signal));
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        let guard = signal.lock.lock().unwrap();
        drop(signal.changed.wait(guard));
    }
}
