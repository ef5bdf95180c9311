//! A thread keeps its parker for the next call; a nested call finds none there, and makes its own.

use std::cell::Cell;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

struct Parker {
    thread: Thread,
    woken: AtomicBool,
}

impl Wake for Parker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.woken.swap(true, Ordering::AcqRel) {
            self.thread.unpark();
        }
    }
}

thread_local! {
    static KEPT: Cell<Option<Arc<Parker>>> = const { Cell::new(None) };
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let parker = KEPT.take().unwrap_or_else(|| {
        Arc::new(Parker {
            thread: thread::current(),
            woken: AtomicBool::new(false),
        })
    });
    let mut future = pin!(future);
    let waker = Waker::from(Arc::clone(&parker));
    let mut context = Context::from_waker(&waker);
    let output = loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            break output;
        }
        while !parker.woken.swap(false, Ordering::AcqRel) {
            thread::park();
        }
    };
    KEPT.set(Some(parker));
    output
}
