//~ E0277
//! "Tasks of one thread need no lock." Then nobody can open the gate from elsewhere, and most of
//! what is worth waiting for happens elsewhere.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

#[derive(Default)]
struct Shared {
    open: bool,
    next: usize,
    wakers: BTreeMap<usize, Waker>,
}

#[derive(Clone, Default)]
pub struct Gate(Rc<RefCell<Shared>>);

impl Gate {
    pub fn new() -> Gate {
        Gate::default()
    }

    pub fn open(&self) {
        let wakers = {
            let mut shared = self.0.borrow_mut();
            shared.open = true;
            std::mem::take(&mut shared.wakers)
        };
        for waker in wakers.into_values() {
            waker.wake();
        }
    }

    pub fn wait(&self) -> impl Future<Output = ()> {
        let mut shared = self.0.borrow_mut();
        let number = shared.next;
        shared.next += 1;
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
        let mut shared = self.gate.0.borrow_mut();
        if shared.open {
            return Poll::Ready(());
        }
        shared.wakers.insert(self.number, cx.waker().clone());
        Poll::Pending
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        self.gate.0.borrow_mut().wakers.remove(&self.number);
    }
}
