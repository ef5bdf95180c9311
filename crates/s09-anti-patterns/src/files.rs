//! A library that knows only calls which block.

use std::error::Error;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::{fmt, io};

use probe::trace::Subject;

/// Files that are read by a call which blocks its thread. Clones are the same ones.
#[derive(Clone, Debug)]
pub struct Files(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    /// The thread of the runtime.
    home: ThreadId,
    plan: fn(&str) -> End,
    state: Mutex<State>,
    opened: Condvar,
}

/// For the tests: how a read ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With `text of a`, where `a` is the name.
    Text,
    /// With an error of this kind.
    Fails(io::ErrorKind),
    /// With a panic.
    Panics,
}

/// What the error of a file says. It is inside the `io::Error`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cannot be read", self.0)
    }
}

impl Error for Unreadable {}

#[derive(Debug, Default)]
struct State {
    at_home: usize,
    begun: Vec<String>,
    now: usize,
    peak: usize,
    /// Numbers of the reads at the gate, in their order; none where it is open.
    gate: Option<Vec<usize>>,
}

impl Files {
    /// Reads the file with this name. Blocks the thread until the text is there.
    ///
    /// # Errors
    ///
    /// The file is missing, or cannot be read.
    ///
    /// # Panics
    ///
    /// At some names: the library has a mistake of its own.
    pub fn read(&self, name: &str) -> io::Result<String> {
        let shared = &self.0;
        let mut state = self.state();
        state.begun.push(name.to_owned());
        if thread::current().id() == shared.home {
            // Blocked here, nobody could ever open the gate.
            state.at_home += 1;
            Subject::named("call", &name).record("blocks the thread of the runtime");
        } else {
            state.now += 1;
            state.peak = state.peak.max(state.now);
            let number = state.begun.len();
            if let Some(gate) = &mut state.gate {
                gate.push(number);
            }
            let is_held = |state: &mut State| {
                let gate = state.gate.as_ref();
                gate.is_some_and(|gate| gate.contains(&number))
            };
            let wait = shared.opened.wait_while(state, is_held);
            state = wait.unwrap_or_else(PoisonError::into_inner);
            state.now -= 1;
        }
        drop(state);
        match (shared.plan)(name) {
            End::Text => Ok(format!("text of {name}")),
            End::Fails(kind) => Err(io::Error::new(kind, Unreadable(name.to_owned()))),
            End::Panics => panic!("the library has a mistake at {name}"),
        }
    }

    /// For the tests: files whose reads end as `plan` says. The thread of this call is that of the
    /// runtime.
    pub fn new(plan: fn(&str) -> End) -> Files {
        Files(Arc::new(Shared {
            home: thread::current().id(),
            plan,
            state: Mutex::default(),
            opened: Condvar::new(),
        }))
    }

    /// For the tests: from now on, each read stops at a gate.
    pub fn hold(&self) {
        self.state().gate = Some(Vec::new());
    }

    /// For the tests: lets the read that has waited longest go on.
    pub fn open_for_the_first(&self) {
        if let Some(gate) = &mut self.state().gate
            && !gate.is_empty()
        {
            gate.remove(0);
        }
        self.0.opened.notify_all();
    }

    /// For the tests: lets the read that came last go on.
    pub fn open_for_the_last(&self) {
        if let Some(gate) = &mut self.state().gate {
            gate.pop();
        }
        self.0.opened.notify_all();
    }

    /// For the tests: opens the gate for good.
    pub fn open(&self) {
        self.state().gate = None;
        self.0.opened.notify_all();
    }

    /// For the tests: how many reads were run on the thread of the runtime.
    pub fn at_home(&self) -> usize {
        self.state().at_home
    }

    /// For the tests: the names whose reads have begun.
    pub fn begun(&self) -> Vec<String> {
        self.state().begun.clone()
    }

    /// For the tests: how many reads are under way, and the most there have been at a time.
    pub fn now_and_peak(&self) -> (usize, usize) {
        let state = self.state();
        (state.now, state.peak)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
