//! tokio's `Notify` keeps the waiters; a flag remembers that the gate is open.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

#[derive(Clone, Default)]
pub struct Gate(Arc<Shared>);

#[derive(Default)]
struct Shared {
    open: AtomicBool,
    notify: Notify,
}

impl Gate {
    pub fn new() -> Gate {
        Gate::default()
    }

    pub fn open(&self) {
        self.0.open.store(true, Ordering::SeqCst);
        self.0.notify.notify_waiters();
    }

    pub async fn wait(&self) {
        // Made before the flag is read: from here on `notify_waiters` reaches it.
        let notified = self.0.notify.notified();
        if !self.0.open.load(Ordering::SeqCst) {
            notified.await;
        }
    }
}
