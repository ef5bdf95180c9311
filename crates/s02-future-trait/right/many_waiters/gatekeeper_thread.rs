//! A gatekeeper's thread, which is sent for and wakes everybody a little later.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, RwLock};
use std::task::{Context, Poll, Waker};
use std::thread;

type Wakers = Arc<RwLock<Option<HashMap<u64, Waker>>>>;

#[derive(Clone)]
pub struct Gate {
    /// `None` as soon as the gate is open.
    wakers: Wakers,
}

impl Gate {
    pub fn new() -> Gate {
        Gate {
            wakers: Arc::new(RwLock::new(Some(HashMap::new()))),
        }
    }

    pub fn open(&self) {
        if let Some(wakers) = self.wakers.write().unwrap().take()
            && !wakers.is_empty()
        {
            thread::spawn(move || wakers.into_values().for_each(Waker::wake));
        }
    }

    pub fn wait(&self) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        static NUMBERS: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
        Box::pin(Wait {
            wakers: Arc::clone(&self.wakers),
            number: NUMBERS.fetch_add(1, std::sync::atomic::Ordering::Relaxed),
        })
    }
}

struct Wait {
    wakers: Wakers,
    number: u64,
}

impl Future for Wait {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        match &mut *self.wakers.write().unwrap() {
            None => Poll::Ready(()),
            Some(wakers) => {
                wakers.insert(self.number, cx.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        if let Some(wakers) = &mut *self.wakers.write().unwrap() {
            wakers.remove(&self.number);
        }
    }
}
