//! The places from which an answer may be called.

use std::future::pending;

use futures::executor::block_on;
use probe::DropLog;
use s08_comparison::config::Cfg;
use tokio::runtime::Builder;

use super::{Built, Left, built};

/// Where an answer is called.
#[derive(Clone, Copy, Debug)]
pub enum Anywhere {
    PlainThread,
    TokioTask,
    ExecutorOfFutures,
}

impl Anywhere {
    pub const ALL: [Anywhere; 3] = [
        Anywhere::PlainThread,
        Anywhere::TokioTask,
        Anywhere::ExecutorOfFutures,
    ];
}

/// Builds a runtime at that place, and retires it there.
#[track_caller]
pub fn retires_anywhere(place: Anywhere, cfg: &Cfg) {
    let both = || {
        let runtime = built(cfg);
        let left = runtime.leaves_a_task();
        runtime.retires();
        left.are_dropped();
    };
    match place {
        Anywhere::PlainThread => both(),
        Anywhere::ExecutorOfFutures => block_on(async { both() }),
        Anywhere::TokioTask => {
            let outer = Builder::new_current_thread().build().expect("a runtime");
            outer.block_on(async { both() });
        }
    }
}

impl Built {
    /// As [`leaves_tasks`](Built::leaves_tasks), without blocking on it.
    fn leaves_a_task(&self) -> Left {
        let drops = DropLog::new();
        let guard = drops.guard("task");
        self.runtime.spawn(async move {
            pending::<()>().await;
            drop(guard);
        });
        Left { drops, tasks: 1 }
    }
}
