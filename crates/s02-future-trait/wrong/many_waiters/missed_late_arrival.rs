//~ ready-too-late in opened_then_ready_at_once
//~ ready-too-late in opened_then_ready_at_once
//! "`Notify` does all of it." It tells those who wait now; whoever comes later waits for ever.

use std::sync::Arc;

use tokio::sync::Notify;

#[derive(Clone, Default)]
pub struct Gate(Arc<Notify>);

impl Gate {
    pub fn new() -> Gate {
        Gate::default()
    }

    pub fn open(&self) {
        self.0.notify_waiters();
    }

    pub fn wait(&self) -> impl Future<Output = ()> {
        let notify = Arc::clone(&self.0);
        async move { notify.notified().await }
    }
}
