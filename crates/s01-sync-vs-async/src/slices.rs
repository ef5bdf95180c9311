//! Work in slices, and the log that they are written to.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

use probe::trace::Subject;
use tokio::sync::Notify;

/// Where slices are written down. Clones share one log.
#[derive(Clone, Debug, Default)]
pub struct Log(Arc<Shared>);

/// One slice, as it was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// Whose it is.
    pub name: String,
    /// Which one it is.
    pub number: usize,
    /// Where it ran.
    pub thread: ThreadId,
    /// How many turns the other task of [`Log::other_task`] had had by then.
    pub turns: usize,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    done: Notify,
}

#[derive(Debug, Default)]
struct State {
    slices: Vec<Slice>,
    turns: usize,
}

/// Does one slice of work for the task `name`, and writes that into the log.
pub fn slice(log: &Log, name: &str, number: usize) {
    let mut state = log.state();
    let turns = state.turns;
    Subject::named("task", &name).say(
        format_args!("slice {number}"),
        format_args!("スライス {number}"),
    );
    state.slices.push(Slice {
        name: name.to_owned(),
        number,
        thread: thread::current().id(),
        turns,
    });
    drop(state);
    log.0.done.notify_one();
}

impl Log {
    /// An empty log.
    pub fn new() -> Log {
        Log::default()
    }

    /// What has been done so far.
    pub fn slices(&self) -> Vec<Slice> {
        self.state().slices.clone()
    }

    /// For the tests: a task that could run after each slice, and counts the turns that it gets.
    pub async fn other_task(self) {
        loop {
            self.0.done.notified().await;
            let mut state = self.state();
            // What is notified twice comes twice in a row.
            if state
                .slices
                .last()
                .is_some_and(|last| last.turns == state.turns)
            {
                Subject::named("task", &"other task").say("has its turn", "順番が来た");
            }
            state.turns += 1;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
