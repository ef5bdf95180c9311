//~ register-race in opened_while_registering
//! "Two short locks are better than one long one." The gate opens between them, and nobody is on
//! the list yet.

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
        drop(shared);
        Wait {
            gate: self.clone(),
            number,
        }
    }
}

struct Wait {
    gate: Gate,
    number: usize,
}

impl Future for Wait {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.gate.0.lock().unwrap().open {
            return Poll::Ready(());
        }
        let waker = cx.waker().clone();
        self.gate
            .0
            .lock()
            .unwrap()
            .wakers
            .insert(self.number, waker);
        Poll::Pending
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        self.gate.0.lock().unwrap().wakers.remove(&self.number);
    }
}
