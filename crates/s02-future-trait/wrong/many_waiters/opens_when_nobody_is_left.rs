//~ early-wake in open_when_woken
//! "First all who wait are sent through, and then it stands open." Each of them comes to a closed gate,
//! waits again, and is woken again, until one is slow enough to find it open.

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
        loop {
            let next = {
                let mut shared = self.0.lock().unwrap();
                let next = shared.wakers.pop_first();
                shared.open = next.is_none();
                next
            };
            match next {
                Some((_, waker)) => waker.wake(),
                None => return,
            }
        }
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
        drop(gone);
    }
}
