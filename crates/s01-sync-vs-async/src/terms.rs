//! A long calculation, term by term, and for the tests who waits meanwhile.

use std::mem;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

use probe::trace::Subject;
use tokio::sync::Notify;

/// So many terms may be calculated before another task that can run gets its turn.
pub const AT_MOST: u64 = 1_000;

/// The terms of a sum. Clones share the same ones.
#[derive(Clone, Debug)]
pub struct Terms(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    count: u64,
    state: Mutex<State>,
    /// Tells the other task that it can run, and a calculation elsewhere that it has run.
    can_run: Notify,
    has_run: Condvar,
}

#[derive(Debug, Default)]
struct State {
    calculated: Vec<u64>,
    /// The thread of the other task.
    home: Option<ThreadId>,
    since_its_turn: u64,
    longest: u64,
}

impl Terms {
    /// So many terms.
    pub fn new(count: u64) -> Terms {
        Terms(Arc::new(Shared {
            count,
            state: Mutex::default(),
            can_run: Notify::new(),
            has_run: Condvar::new(),
        }))
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.0.count
    }

    /// Calculates one of them; the first one is number 0.
    pub fn term(&self, number: u64) -> u64 {
        let mut state = self.state();
        state.calculated.push(number);
        if state.home == Some(thread::current().id()) {
            state.since_its_turn += 1;
            state.longest = state.longest.max(state.since_its_turn);
        }
        self.0.can_run.notify_one();
        // On a thread of its own a calculation disturbs nobody; only a runtime that stands still
        // and waits for it does.
        let is_elsewhere = |home: ThreadId| home != thread::current().id();
        if state.home.is_some_and(is_elsewhere) {
            state.since_its_turn += 1;
            while state.home.is_some() && state.since_its_turn >= AT_MOST {
                let has_run = &self.0.has_run;
                state = has_run.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
        }
        value_of(number)
    }

    /// For the tests: a task that can run after each term, and notes when it does. It ends when it
    /// is dropped.
    pub async fn other_task(self) {
        struct Home<'t>(&'t Terms);
        impl Drop for Home<'_> {
            fn drop(&mut self) {
                self.0.state().home = None;
                self.0.0.has_run.notify_all();
            }
        }
        let home = Home(&self);
        home.0.state().home = Some(thread::current().id());
        loop {
            home.0.0.can_run.notified().await;
            let before = mem::take(&mut home.0.state().since_its_turn);
            // What is notified twice comes twice in a row.
            if before > 0 {
                Subject::named("task", &"other task").say("has its turn", "順番が来た");
            }
            home.0.0.has_run.notify_all();
        }
    }

    /// For the tests: the numbers of the terms that were calculated.
    pub fn calculated(&self) -> Vec<u64> {
        self.state().calculated.clone()
    }

    /// For the tests: how many terms were calculated.
    pub fn calculated_so_far(&self) -> usize {
        self.state().calculated.len()
    }

    /// For the tests: how many terms in a row were calculated on the thread of the other task
    /// while it could run.
    pub fn longest(&self) -> u64 {
        self.state().longest
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// No formula for the sum comes to mind.
fn value_of(number: u64) -> u64 {
    number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 54
}
