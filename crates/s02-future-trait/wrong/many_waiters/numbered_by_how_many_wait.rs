//~ lost-wake in some_are_dropped_then_the_others_are_woken
//! "The number of the next one is how many wait." After somebody has left, that number is taken,
//! and one waker replaces another.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

#[derive(Default)]
struct Shared {
    open: bool,
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
        Wait {
            gate: self.clone(),
            number: None,
        }
    }
}

struct Wait {
    gate: Gate,
    number: Option<usize>,
}

impl Future for Wait {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let gate = self.gate.clone();
        let mut shared = gate.0.lock().unwrap();
        if shared.open {
            return Poll::Ready(());
        }
        let number = *self.number.get_or_insert(shared.wakers.len());
        shared.wakers.insert(number, cx.waker().clone());
        Poll::Pending
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        if let Some(number) = self.number {
            self.gate.0.lock().unwrap().wakers.remove(&number);
        }
    }
}
