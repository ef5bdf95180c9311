//~ ready-too-early in one_of_two_gates_is_opened_and_the_other_stays_closed
//! "There is one gate in this program, so its state can be a `static`." Then there is a second one, and
//! both open together.

use std::collections::BTreeMap;
use std::mem;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard};
use std::task::{Context, Poll, Waker};

struct State {
    open: bool,
    waiters: u64,
    wakers: BTreeMap<u64, Waker>,
}

static STATE: Mutex<State> = Mutex::new(State {
    open: false,
    waiters: 0,
    wakers: BTreeMap::new(),
});

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap()
}

#[derive(Clone)]
pub struct Gate;

impl Gate {
    pub fn new() -> Gate {
        state().open = false;
        Gate
    }

    pub fn open(&self) {
        let wakers = {
            let mut state = state();
            state.open = true;
            mem::take(&mut state.wakers)
        };
        for waker in wakers.into_values() {
            waker.wake();
        }
    }

    pub fn wait(&self) -> Wait {
        let mut state = state();
        state.waiters += 1;
        Wait(state.waiters)
    }
}

pub struct Wait(u64);

impl Future for Wait {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut state = state();
        if state.open {
            return Poll::Ready(());
        }
        state.wakers.insert(self.0, cx.waker().clone());
        Poll::Pending
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        state().wakers.remove(&self.0);
    }
}
