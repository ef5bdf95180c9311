//~ leaked-memory in last_waker_dropped_then_no_memory_is_left
//! "Nobody needs a drop: the table has one, and it may be empty." Each call leaves its signal behind.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};
use std::thread::{self, Thread};

struct Signal {
    thread: Thread,
    woken: AtomicBool,
}

const TABLE: RawWakerVTable = RawWakerVTable::new(clone, wake, wake, release);

fn clone(data: *const ()) -> RawWaker {
    RawWaker::new(data, &TABLE)
}

fn wake(data: *const ()) {
    // SAFETY: a signal is never freed.
    let signal = unsafe { &*data.cast::<Signal>() };
    signal.woken.store(true, Ordering::Release);
    signal.thread.unpark();
}

fn release(_: *const ()) {}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let signal = Arc::new(Signal {
        thread: thread::current(),
        woken: AtomicBool::new(false),
    });
    let data = Arc::into_raw(Arc::clone(&signal)).cast();
    // SAFETY: the table needs a signal that is never freed, and this one is not.
    let waker = unsafe { Waker::from_raw(RawWaker::new(data, &TABLE)) };
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        while !signal.woken.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}
