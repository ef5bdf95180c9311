//~ needless-wake in nobody_opens_then_pending_and_asleep
//! "A waker that is taken out is called, or somebody sleeps forever." Nobody sleeps there any more: it was
//! the task itself that dropped the waiter.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

#[derive(Default)]
struct Shared {
    open: bool,
    next: u64,
    wakers: BTreeMap<u64, Waker>,
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
        wakers.into_values().for_each(Waker::wake);
    }

    pub fn wait(&self) -> impl Future<Output = ()> {
        let mut shared = self.0.lock().unwrap();
        shared.next += 1;
        Wait {
            gate: self.clone(),
            number: shared.next,
        }
    }
}

struct Wait {
    gate: Gate,
    number: u64,
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
        let gone = self.gate.0.lock().unwrap().wakers.remove(&self.number);
        if let Some(waker) = gone {
            waker.wake();
        }
    }
}
