//~ lost-wake in pending_then_opened_then_woken_then_ready
//~ lost-wake in opened_at_every_instruction
//! "The flag is set, the next poll sees it." There is no next poll without a wake.

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
        self.0.lock().unwrap().open = true;
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
        let mut shared = self.gate.0.lock().unwrap();
        if shared.open {
            return Poll::Ready(());
        }
        shared.wakers.insert(self.number, cx.waker().clone());
        Poll::Pending
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        self.gate.0.lock().unwrap().wakers.remove(&self.number);
    }
}
