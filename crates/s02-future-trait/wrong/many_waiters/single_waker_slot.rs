//~ lost-wake in three_hundred_wait_then_all_are_woken
//~ lost-wake in some_are_dropped_then_the_others_are_woken
//! "The waker goes where the flag is." There is one place, and the second who waits takes it from
//! the first.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

#[derive(Default)]
struct Shared {
    open: bool,
    waker: Option<Waker>,
}

#[derive(Clone, Default)]
pub struct Gate(Arc<Mutex<Shared>>);

impl Gate {
    pub fn new() -> Gate {
        Gate::default()
    }

    pub fn open(&self) {
        let mut shared = self.0.lock().unwrap();
        shared.open = true;
        if let Some(waker) = shared.waker.take() {
            waker.wake();
        }
    }

    pub fn wait(&self) -> impl Future<Output = ()> {
        Wait(self.clone())
    }
}

struct Wait(Gate);

impl Future for Wait {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut shared = self.0.0.lock().unwrap();
        if shared.open {
            return Poll::Ready(());
        }
        shared.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}
