//! Each waiter is on the list from the call of `wait` on, with an `AtomicWaker` in a closure.

use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::task::Poll;

use futures::task::AtomicWaker;

#[derive(Clone)]
pub struct Gate {
    open: Arc<AtomicBool>,
    waiters: Arc<Mutex<Vec<Weak<AtomicWaker>>>>,
}

impl Gate {
    pub fn new() -> Gate {
        Gate {
            open: Arc::default(),
            waiters: Arc::default(),
        }
    }

    pub fn open(&self) {
        if self.open.swap(true, Ordering::SeqCst) {
            return;
        }
        let all = std::mem::take(&mut *self.waiters.lock().unwrap());
        for waiter in all.iter().filter_map(Weak::upgrade) {
            waiter.wake();
        }
    }

    pub fn wait(&self) -> impl Future<Output = ()> + Send + use<> {
        let Gate { open, waiters } = self.clone();
        let mine = Arc::new(AtomicWaker::new());
        {
            let mut list = waiters.lock().unwrap();
            list.retain(|w| w.strong_count() > 0);
            list.push(Arc::downgrade(&mine));
        }
        poll_fn(move |cx| {
            if open.load(Ordering::SeqCst) {
                return Poll::Ready(());
            }
            mine.register(cx.waker());
            if open.load(Ordering::SeqCst) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
    }
}
