//~ wake-under-lock in opened_again_inside_the_call_of_a_waker
//! "The lock is short anyway." Whoever uses the gate inside the call of its waker needs that lock,
//! and waits for it in the thread that holds it.

use std::cell::Cell;
use std::collections::HashMap;
use std::future::poll_fn;
use std::sync::{Arc, RwLock};
use std::task::{Poll, Waker};

#[derive(Clone, Default)]
pub struct Gate(Arc<RwLock<State>>);

#[derive(Default)]
struct State {
    open: bool,
    next: u64,
    wakers: HashMap<u64, Waker>,
}

struct Leave<'a>(&'a Gate, Cell<Option<u64>>);

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        if let Some(id) = self.1.get() {
            self.0.0.write().unwrap().wakers.remove(&id);
        }
    }
}

impl Gate {
    pub fn new() -> Gate {
        Gate::default()
    }
    pub fn open(&self) {
        let mut s = self.0.write().unwrap();
        s.open = true;
        for (_, w) in s.wakers.drain() {
            w.wake();
        }
    }
    pub async fn wait(&self) {
        let me = Leave(self, Cell::new(None));
        poll_fn(|cx| {
            let mut s = self.0.write().unwrap();
            if s.open {
                return Poll::Ready(());
            }
            let id = me.1.get().unwrap_or_else(|| {
                s.next += 1;
                me.1.set(Some(s.next));
                s.next
            });
            s.wakers
                .entry(id)
                .and_modify(|w| w.clone_from(cx.waker()))
                .or_insert_with(|| cx.waker().clone());
            Poll::Pending
        })
        .await
    }
}
