//~ waker-pile-up in polled_again_and_again_then_one_waker_is_kept
//~ leaked-waker in dropped_then_its_waker_is_gone
//! "Many wakers: a `Vec`, and push." Each poll pushes one more, and those of waiters long gone stay.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

#[derive(Default)]
struct Shared {
    open: bool,
    wakers: Vec<Waker>,
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
        let wakers = std::mem::take(&mut shared.wakers);
        drop(shared);
        for waker in wakers {
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
        shared.wakers.push(cx.waker().clone());
        Poll::Pending
    }
}
