//~ dropped-wake in woken_at_every_instruction_before_the_sleep
//! "The flag is atomic, so it needs no lock." A wake that comes after the look at the flag, and before
//! the thread sleeps, is notified to nobody.

use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake};

#[derive(Default)]
struct Signal {
    woken: AtomicBool,
    lock: Mutex<()>,
    cond: Condvar,
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.woken.store(true, Ordering::SeqCst);
        self.cond.notify_one();
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let s = Arc::new(Signal::default());
    let waker = s.clone().into();
    let mut cx = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(v) = future.as_mut().poll(&mut cx) {
            return v;
        }
        while !s.woken.swap(false, Ordering::SeqCst) {
            let guard = s.lock.lock().unwrap();
            drop(s.cond.wait(guard).unwrap());
        }
    }
}
