//~ leaked-waker in dropped_then_its_waker_is_gone
//! "One entry a task, with a count of those who wait in it." Each poll counts, and the drop takes only
//! one off.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

#[derive(Default)]
struct Shared {
    open: bool,
    wakers: Vec<(Waker, u64)>,
}

#[derive(Clone, Default)]
pub struct Gate(Arc<Mutex<Shared>>);

impl Gate {
    pub fn new() -> Gate {
        Gate::default()
    }
    pub fn open(&self) {
        let wakers = {
            let mut shared = self.0.lock().unwrap();
            shared.open = true;
            std::mem::take(&mut shared.wakers)
        };
        for (waker, _) in wakers {
            waker.wake();
        }
    }
    pub fn wait(&self) -> impl Future<Output = ()> {
        Wait {
            gate: self.clone(),
            mine: None,
        }
    }
}

struct Wait {
    gate: Gate,
    mine: Option<Waker>,
}

impl Future for Wait {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let gate = self.gate.clone();
        let mut shared = gate.0.lock().unwrap();
        if shared.open {
            return Poll::Ready(());
        }
        if let Some(mine) = self.mine.take()
            && !mine.will_wake(cx.waker())
        {
            leave(&mut shared, &mine);
        }
        match shared
            .wakers
            .iter_mut()
            .find(|(waker, _)| waker.will_wake(cx.waker()))
        {
            Some((_, count)) => *count += 1,
            None => shared.wakers.push((cx.waker().clone(), 1)),
        }
        self.mine = Some(cx.waker().clone());
        Poll::Pending
    }
}

fn leave(shared: &mut Shared, mine: &Waker) {
    for (waker, count) in &mut shared.wakers {
        if waker.will_wake(mine) {
            *count -= 1;
        }
    }
    shared.wakers.retain(|(_, count)| *count > 0);
}

impl Drop for Wait {
    fn drop(&mut self) {
        if let Some(mine) = self.mine.take() {
            leave(&mut self.gate.0.lock().unwrap(), &mine);
        }
    }
}
