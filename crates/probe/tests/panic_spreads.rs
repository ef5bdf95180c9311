//! `panic-spreads`: one task panics, and others that have done nothing wrong end with it.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use probe::executor::Running;
use probe::{Diagnosis, demand, program};
use support::{caught, passes};
use tokio::task::JoinSet;
use tokio::time::sleep;

mod bad {
    use tokio::task::JoinSet;

    /// Waits until every task has come to its end.
    pub async fn finish(mut tasks: JoinSet<()>) {
        while let Some(end) = tasks.join_next().await {
            end.unwrap();
        }
    }
}

mod good {
    use tokio::task::JoinSet;

    /// Waits until every task has come to its end.
    pub async fn finish(mut tasks: JoinSet<()>) {
        while let Some(end) = tasks.join_next().await {
            if let Err(error) = end {
                eprintln!("a task failed: {error}");
            }
        }
    }
}

/// Three tasks, of which the first one panics.
fn one_of_three_panics<F>(finish: fn(JoinSet<()>) -> F)
where
    F: Future<Output = ()> + 'static,
{
    let done = Arc::new(AtomicUsize::new(0));
    let tasks_done = Arc::clone(&done);
    let call = Running::start(move || {
        program::run(|| async {
            let mut tasks = JoinSet::new();
            tasks.spawn(async { panic!("this panic belongs to the test") });
            for seconds in [1, 2] {
                let done = Arc::clone(&tasks_done);
                tasks.spawn(async move {
                    sleep(Duration::from_secs(seconds)).await;
                    done.fetch_add(1, Ordering::SeqCst);
                });
            }
            finish(tasks).await;
        });
    });
    // Whether the call panics in the end is up to it.
    call.end(Diagnosis::NeverReturns);
    let done = done.load(Ordering::SeqCst);
    demand(
        done == 2,
        Diagnosis::PanicSpreads,
        format!("of two other tasks {done} came to their end"),
        format!("ほかの 2 つのタスクのうち、最後まで動いたのは {done} 個でした"),
    );
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::PanicSpreads, || one_of_three_panics(bad::finish));
}

#[test]
fn good_example_passes() {
    passes(|| one_of_three_panics(good::finish));
}

#[test]
fn panic_handed_on_after_everything_is_done_passes() {
    async fn finish(mut tasks: JoinSet<()>) {
        let mut ends = Vec::new();
        while let Some(end) = tasks.join_next().await {
            ends.push(end);
        }
        ends.into_iter().collect::<Result<Vec<()>, _>>().unwrap();
    }
    passes(|| one_of_three_panics(finish));
}
