//! A vector of slots, some of them free. A waiter takes one with its first pending poll.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

#[derive(Clone)]
pub struct Gate(Arc<Mutex<Waiting>>);

enum Waiting {
    Closed(Vec<Slot>),
    Open,
}

enum Slot {
    Free,
    Taken(Waker),
}

impl Gate {
    pub fn new() -> Gate {
        Gate(Arc::new(Mutex::new(Waiting::Closed(Vec::new()))))
    }

    pub fn open(&self) {
        let before = std::mem::replace(&mut *self.0.lock().unwrap(), Waiting::Open);
        if let Waiting::Closed(slots) = before {
            for slot in slots {
                if let Slot::Taken(waker) = slot {
                    waker.wake();
                }
            }
        }
    }

    pub fn wait(&self) -> Wait {
        Wait {
            gate: self.clone(),
            place: None,
        }
    }
}

pub struct Wait {
    gate: Gate,
    place: Option<usize>,
}

impl Future for Wait {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.get_mut();
        let mut waiting = this.gate.0.lock().unwrap();
        let Waiting::Closed(slots) = &mut *waiting else {
            return Poll::Ready(());
        };
        let place = *this.place.get_or_insert_with(|| {
            let free = slots.iter().position(|slot| matches!(slot, Slot::Free));
            free.unwrap_or_else(|| {
                slots.push(Slot::Free);
                slots.len() - 1
            })
        });
        match &mut slots[place] {
            Slot::Taken(waker) => waker.clone_from(cx.waker()),
            free => *free = Slot::Taken(cx.waker().clone()),
        }
        Poll::Pending
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        if let Some(place) = self.place
            && let Waiting::Closed(slots) = &mut *self.gate.0.lock().unwrap()
        {
            slots[place] = Slot::Free;
        }
    }
}
