//~ ready-too-late in opened_then_ready_at_once
//! "Whether the gate is open shows when `wait` is called." The future is polled later, and the gate
//! may have been opened by then.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

#[derive(Default)]
struct Shared {
    open: bool,
    next: usize,
    wakers: BTreeMap<usize, Waker>,
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
        for waker in wakers.into_values() {
            waker.wake();
        }
    }

    pub fn wait(&self) -> impl Future<Output = ()> {
        let mut shared = self.0.lock().unwrap();
        let number = shared.next;
        shared.next += 1;
        Wait {
            gate: self.clone(),
            number,
            polled: false,
            was_open: shared.open,
        }
    }
}

struct Wait {
    gate: Gate,
    number: usize,
    polled: bool,
    was_open: bool,
}

impl Future for Wait {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let gate = self.gate.clone();
        let mut shared = gate.0.lock().unwrap();
        if self.was_open || (self.polled && shared.open) {
            return Poll::Ready(());
        }
        shared.wakers.insert(self.number, cx.waker().clone());
        self.polled = true;
        Poll::Pending
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        self.gate.0.lock().unwrap().wakers.remove(&self.number);
    }
}
