//! many_waiters: a gate, and any number of tasks that wait before it.
//! Task and hints: `cargo xtask lesson many_waiters`, `cargo xtask hint many_waiters`
//! 日本語: exercises/s02-future-trait/many_waiters.ja.md

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

/// A gate that is closed until it is opened, and open from then on. Clones are the same gate.
#[derive(Clone)]
pub struct Gate {
    shared: Arc<Mutex<Shared>>,
}

struct Shared {
    open: bool,
    // TODO: there is room for one waker; how many may wait?
    waker: Option<Waker>,
}

impl Gate {
    /// A closed gate.
    pub fn new() -> Gate {
        Gate {
            shared: Arc::new(Mutex::new(Shared {
                open: false,
                waker: None,
            })),
        }
    }

    /// Opens the gate and lets everybody through who waits.
    pub fn open(&self) {
        let mut shared = self.shared.lock().unwrap();
        shared.open = true;
        let waker = shared.waker.take();
        todo!("wake {waker:?}, and who else waits?")
    }

    /// Waits until the gate is open.
    pub fn wait(&self) -> impl Future<Output = ()> {
        Wait {
            shared: Arc::clone(&self.shared),
        }
    }
}

/// One that waits.
struct Wait {
    shared: Arc<Mutex<Shared>>,
}

impl Future for Wait {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut shared = self.shared.lock().unwrap();
        if shared.open {
            return Poll::Ready(());
        }
        shared.waker = Some(cx.waker().clone());
        todo!("whose waker was in that place before?")
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        // TODO: nobody waits here any more; what is left behind?
    }
}
