//! `starved-task`: one task is run again and again, another one never.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use probe::executor::{End, Running, SelfWake, Yields};
use probe::{Diagnosis, demand};
use support::{caught, passes};

mod bad {
    use futures::executor::block_on;

    /// Runs the tasks on this thread.
    pub fn run_all(tasks: Vec<impl Future<Output = ()>>) {
        for task in tasks {
            block_on(task);
        }
    }
}

mod good {
    use futures::executor::block_on;
    use futures::future::join_all;

    /// Runs the tasks on this thread.
    pub fn run_all(tasks: Vec<impl Future<Output = ()>>) {
        block_on(join_all(tasks));
    }
}

const YIELDS_BEFORE_GIVING_UP: usize = 1000;

/// Begins, waits until the other one has begun, too, and says in the end whether it gave up.
async fn meets(own: Arc<AtomicBool>, other: Arc<AtomicBool>, gave_up: Arc<AtomicBool>) {
    own.store(true, Ordering::SeqCst);
    for _ in 0..YIELDS_BEFORE_GIVING_UP {
        if other.load(Ordering::SeqCst) {
            return;
        }
        Yields::new(1, SelfWake::ByRef).await;
    }
    gave_up.store(true, Ordering::SeqCst);
}

/// Two tasks of which each waits for the beginning of the other.
macro_rules! both_begin {
    ($run_all:path) => {
        let [left, right, gave_up] = [(); 3].map(|()| Arc::<AtomicBool>::default());
        let tasks = vec![
            meets(left.clone(), right.clone(), gave_up.clone()),
            meets(right, left, gave_up.clone()),
        ];
        let end = Running::start(|| $run_all(tasks)).end(Diagnosis::NeverReturns);
        assert_eq!(end, End::Returned);
        demand(
            !gave_up.load(Ordering::SeqCst),
            Diagnosis::StarvedTask,
            format!("one task yielded {YIELDS_BEFORE_GIVING_UP} times before the other began"),
            format!("一方が {YIELDS_BEFORE_GIVING_UP} 回譲っても、他方は始まりませんでした"),
        );
    };
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::StarvedTask, || {
        both_begin!(bad::run_all);
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        both_begin!(good::run_all);
    });
}

#[test]
fn tasks_that_begin_in_another_order_pass() {
    fn backwards(mut tasks: Vec<impl Future<Output = ()>>) {
        tasks.reverse();
        good::run_all(tasks);
    }
    passes(|| {
        both_begin!(backwards);
    });
}
