//~ lost-wake in two_wait_in_one_task_then_one_is_dropped
//! "`will_wake` says who is who." It says which task to wake; two who wait in one task look the
//! same, and the one who leaves takes the waker of both.

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
        Wait {
            gate: self.clone(),
            mine: None,
        }
    }
}

struct Wait {
    gate: Gate,
    mine: Option<Waker>,
}

impl Wait {
    fn leave(&mut self) {
        if let Some(mine) = self.mine.take() {
            let mut shared = self.gate.0.lock().unwrap();
            shared.wakers.retain(|waker| !waker.will_wake(&mine));
        }
    }
}

impl Future for Wait {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.leave();
        let mut shared = self.gate.0.lock().unwrap();
        if shared.open {
            return Poll::Ready(());
        }
        shared.wakers.push(cx.waker().clone());
        drop(shared);
        self.mine = Some(cx.waker().clone());
        Poll::Pending
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        self.leave();
    }
}
