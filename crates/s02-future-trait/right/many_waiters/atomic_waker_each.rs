//! Each waiter has a waker of its own; the gate knows the waiters only weakly. The future is boxed
//! and not `Send`.

use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::task::{Context, Poll};

use futures::task::AtomicWaker;

#[derive(Clone, Default)]
pub struct Gate {
    open: Arc<AtomicBool>,
    waiters: Arc<Mutex<Vec<Weak<AtomicWaker>>>>,
}

impl Gate {
    pub fn new() -> Gate {
        Gate::default()
    }

    pub fn open(&self) {
        self.open.store(true, Ordering::SeqCst);
        let waiters = std::mem::take(&mut *self.waiters.lock().unwrap());
        for waiter in waiters.iter().filter_map(Weak::upgrade) {
            waiter.wake();
        }
    }

    pub fn wait(&self) -> Pin<Box<dyn Future<Output = ()> + '_>> {
        let waker = Arc::new(AtomicWaker::new());
        let mut waiters = self.waiters.lock().unwrap();
        waiters.retain(|waiter| waiter.strong_count() > 0);
        waiters.push(Arc::downgrade(&waker));
        Box::pin(Wait { gate: self, waker })
    }
}

struct Wait<'a> {
    gate: &'a Gate,
    waker: Arc<AtomicWaker>,
}

impl Future for Wait<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.waker.register(cx.waker());
        if self.gate.open.load(Ordering::SeqCst) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }
}
