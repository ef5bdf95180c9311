//! Blocking calls that do not return until they are let go.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use probe::Gauge;

use super::{Built, PATIENCE, comes_true};

/// Calls in the pool of a runtime. They are let go at the latest when this is dropped, for the drop
/// of a runtime waits for them.
pub struct Held {
    gauge: Gauge,
    gate: Arc<Gate>,
}

#[derive(Default)]
struct Gate {
    is_open: Mutex<bool>,
    opened: Condvar,
}

impl Held {
    /// Asks for so many calls, and waits until the first one runs.
    pub fn in_the_pool_of(runtime: &Built, calls: usize) -> Held {
        let held = Held {
            gauge: Gauge::new(),
            gate: Arc::default(),
        };
        for _ in 0..calls {
            let (gauge, gate) = (held.gauge.clone(), Arc::clone(&held.gate));
            runtime.runtime.spawn_blocking(move || {
                let _call = gauge.enter();
                let is_open = gate.is_open.lock().unwrap_or_else(PoisonError::into_inner);
                let opened = gate.opened.wait_while(is_open, |is_open| !*is_open);
                drop(opened);
            });
        }
        comes_true(|| held.running() > 0, PATIENCE);
        held
    }

    /// Calls that run now.
    pub fn running(&self) -> usize {
        self.gauge.now()
    }

    pub fn gauge(&self) -> &Gauge {
        &self.gauge
    }

    pub fn let_go(self) {}
}

impl Drop for Held {
    fn drop(&mut self) {
        *self
            .gate
            .is_open
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = true;
        self.gate.opened.notify_all();
    }
}
