//~ lost-wake in some_are_dropped_then_the_others_are_woken
//! "The place in the `Vec` says who is who." As soon as one leaves, everybody behind has moved up,
//! and the next who leaves takes out another one's waker.

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
            place: None,
        }
    }
}

struct Wait {
    gate: Gate,
    place: Option<usize>,
}

impl Future for Wait {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let gate = self.gate.clone();
        let mut shared = gate.0.lock().unwrap();
        if shared.open {
            return Poll::Ready(());
        }
        match self.place {
            Some(place) => shared.wakers[place] = cx.waker().clone(),
            None => {
                self.place = Some(shared.wakers.len());
                shared.wakers.push(cx.waker().clone());
            }
        }
        Poll::Pending
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        let mut shared = self.gate.0.lock().unwrap();
        if let Some(place) = self.place
            && place < shared.wakers.len()
        {
            shared.wakers.remove(place);
        }
    }
}
