//~ ready-too-late in opened_then_ready_at_once
//~ lost-wake in three_hundred_wait_then_all_are_woken
//! "`notify_one` remembers, even if nobody waits yet." It remembers one permit, and the first who
//! passes takes it along.

use std::sync::Arc;

use tokio::sync::Notify;

#[derive(Clone, Default)]
pub struct Gate(Arc<Notify>);

impl Gate {
    pub fn new() -> Gate {
        Gate::default()
    }

    pub fn open(&self) {
        self.0.notify_one();
    }

    pub async fn wait(&self) {
        self.0.notified().await;
    }
}
