//~ lost-wake in one_is_dropped_and_the_others_are_polled_again_then_all_are_woken
//! "`swap_remove` is the cheap one." It moves the last waker to another place, and nobody tells its
//! owner, who puts the next one over that of a newcomer.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

#[derive(Clone, Default)]
pub struct Gate(Arc<Mutex<(bool, Vec<Waker>)>>);

impl Gate {
    pub fn new() -> Gate {
        Gate::default()
    }
    pub fn open(&self) {
        let m = {
            let mut g = self.0.lock().unwrap();
            g.0 = true;
            std::mem::take(&mut g.1)
        };
        for w in m {
            w.wake();
        }
    }
    pub fn wait(&self) -> Wait {
        Wait {
            s: self.clone(),
            place: None,
        }
    }
}

pub struct Wait {
    s: Gate,
    place: Option<usize>,
}

impl Future for Wait {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let gate = self.s.clone();
        let mut g = gate.0.lock().unwrap();
        if g.0 {
            return Poll::Ready(());
        }
        match self.place {
            Some(n) if n < g.1.len() => g.1[n] = cx.waker().clone(),
            _ => {
                self.place = Some(g.1.len());
                g.1.push(cx.waker().clone());
            }
        }
        Poll::Pending
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        let mut g = self.s.0.lock().unwrap();
        if let Some(n) = self.place
            && n < g.1.len()
        {
            g.1.swap_remove(n);
        }
    }
}
