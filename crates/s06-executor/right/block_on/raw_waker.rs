//! The table of a waker, written by hand over a boxed thread handle.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};
use std::thread::{self, Thread};

struct Parker {
    thread: Thread,
    woken: AtomicBool,
}

const TABLE: RawWakerVTable = RawWakerVTable::new(clone, wake, wake_by_ref, release);

unsafe fn clone(data: *const ()) -> RawWaker {
    // SAFETY: the waker that is cloned owns a reference of this `Arc`, so that it is alive.
    unsafe { Arc::increment_strong_count(data.cast::<Parker>()) };
    RawWaker::new(data, &TABLE)
}

unsafe fn wake(data: *const ()) {
    // SAFETY: the waker owns the reference that `release` gives back, and that is its last use.
    unsafe {
        wake_by_ref(data);
        release(data);
    }
}

unsafe fn wake_by_ref(data: *const ()) {
    // SAFETY: the waker that is called owns a reference of this `Arc`.
    let parker = unsafe { &*data.cast::<Parker>() };
    parker.woken.store(true, Ordering::Release);
    parker.thread.unpark();
}

unsafe fn release(data: *const ()) {
    // SAFETY: the waker owned one reference, which nobody uses after this.
    drop(unsafe { Arc::from_raw(data.cast::<Parker>()) });
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let parker = Arc::new(Parker {
        thread: thread::current(),
        woken: AtomicBool::new(false),
    });
    let data = Arc::into_raw(Arc::clone(&parker)).cast();
    // SAFETY: the table keeps the contract of `RawWaker`: each clone owns one reference, which its
    // wake or its drop gives back, and a `Parker` may be used by any thread.
    let waker = unsafe { Waker::from_raw(RawWaker::new(data, &TABLE)) };
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        while !parker.woken.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}
