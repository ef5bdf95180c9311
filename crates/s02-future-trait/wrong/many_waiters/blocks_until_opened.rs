//~ blocking-poll in nobody_opens_then_pending_and_asleep
//~ blocking-poll in pending_then_opened_then_woken_then_ready
//~ blocking-poll in three_hundred_wait_then_all_are_woken
//! "Waiting for a gate is what a `Condvar` is for." It is, for a thread; here the thread that runs
//! all the tasks stands before the gate, and with it the one that would open it.

use std::sync::{Arc, Condvar, Mutex};

#[derive(Clone, Default)]
pub struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    pub fn new() -> Gate {
        Gate::default()
    }

    pub fn open(&self) {
        *self.0.0.lock().unwrap() = true;
        self.0.1.notify_all();
    }

    pub async fn wait(&self) {
        let (open, opened) = &*self.0;
        let guard = open.lock().unwrap();
        drop(opened.wait_while(guard, |open| !*open).unwrap());
    }
}
