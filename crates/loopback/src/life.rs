//! Signs of life: what a wait is measured from.
//!
//! A service and a scenario that were started on the same thread belong together; tests that run
//! beside them, on threads of their own, do not disturb the count.

use std::cell::RefCell;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::server::Shared;

/// What happens between the services and the scenario of one test.
#[derive(Debug, Default)]
pub(crate) struct Life {
    signs: AtomicUsize,
    open: AtomicUsize,
    polls: AtomicUsize,
    starved: AtomicBool,
    napped: AtomicBool,
    idle: AtomicBool,
    services: Mutex<Vec<Weak<Shared>>>,
}

impl Life {
    pub(crate) fn of_this_thread() -> Arc<Life> {
        thread_local! {
            static LIFE: RefCell<Arc<Life>> = RefCell::default();
        }
        LIFE.with_borrow(Arc::clone)
    }

    /// Something has happened: a step of a service, or of a script.
    pub(crate) fn sign(&self) {
        self.signs.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn signs(&self) -> usize {
        self.signs.load(Ordering::Relaxed)
    }

    /// The scenario was polled.
    pub(crate) fn polled(&self) {
        self.polls.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn polls(&self) -> usize {
        self.polls.load(Ordering::Relaxed)
    }

    /// The thread of the runtime was seen asleep.
    pub(crate) fn napped(&self) {
        self.napped.store(true, Ordering::Relaxed);
    }

    /// Whether it was, and forgets it.
    pub(crate) fn take_napped(&self) -> bool {
        self.napped.swap(false, Ordering::Relaxed)
    }

    pub(crate) fn opened(&self) {
        self.open.fetch_add(1, Ordering::Relaxed);
        self.sign();
    }

    pub(crate) fn closed(&self) {
        self.open.fetch_sub(1, Ordering::Relaxed);
        self.sign();
    }

    /// How many connections are open.
    pub(crate) fn open(&self) -> usize {
        self.open.load(Ordering::Relaxed)
    }

    /// A service has begun.
    pub(crate) fn begun(&self, service: &Arc<Shared>) {
        let mut services = self.services.lock().unwrap_or_else(PoisonError::into_inner);
        services.retain(|service| service.strong_count() > 0);
        services.push(Arc::downgrade(service));
    }

    /// Whether a client waits for an answer that has stalled.
    pub(crate) fn somebody_waits(&self) -> bool {
        let services = self.services.lock().unwrap_or_else(PoisonError::into_inner);
        let mut living = services.iter().filter_map(Weak::upgrade);
        living.any(|service| service.waiting_for(None) > 0)
    }

    /// The answer waits for the clock alone: no right one does.
    pub(crate) fn set_idle(&self) {
        self.idle.store(true, Ordering::Relaxed);
    }

    /// Whether it has done so before, in this test.
    pub(crate) fn was_idle(&self) -> bool {
        self.idle.load(Ordering::Relaxed)
    }

    /// Takes note of `error` where it says that the process has no descriptor left.
    pub(crate) fn failed(&self, error: &io::Error) {
        let codes: &[i32] = if cfg!(windows) { &[10_024] } else { &[23, 24] };
        if error
            .raw_os_error()
            .is_some_and(|code| codes.contains(&code))
        {
            self.starved.store(true, Ordering::Relaxed);
        }
    }

    /// Whether the process has run out of descriptors, and forgets it.
    pub(crate) fn take_starved(&self) -> bool {
        self.starved.swap(false, Ordering::Relaxed)
    }
}
