//! The questions at the end.

use probe::{DropLog, ms, program};
use tokio::task::{JoinSet, LocalSet, spawn_local};
use tokio::time::sleep;

/// Q1: `main` runs on the thread that calls `block_on`, and not on a worker.
#[test]
fn main_is_on_no_worker() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .build()
        .unwrap();
    let here = std::thread::current().id();
    let (main, task) = runtime.block_on(async {
        let task = tokio::spawn(async { std::thread::current().id() });
        (std::thread::current().id(), task.await.unwrap())
    });
    assert_eq!(main, here);
    assert_ne!(task, here);
}

/// Q2: a task of this thread need not be `Send`.
#[test]
fn a_local_task_may_have_an_rc() {
    let report = program::run(|| async {
        let local = LocalSet::new();
        let text = std::rc::Rc::new(String::from("local"));
        local
            .run_until(async move { spawn_local(async move { text.len() }).await.unwrap() })
            .await
    });
    assert_eq!(report.output, 5);
}

/// Q4: a task whose handle is dropped goes on; `abort` ends it; a set ends its tasks when it is
/// dropped.
#[test]
fn dropping_a_handle_cancels_nothing() {
    program::run(|| async {
        let log = DropLog::new();
        let work = |name: &'static str| {
            let guard = log.guard(name);
            async move {
                sleep(ms(50)).await;
                drop(guard);
            }
        };
        drop(tokio::spawn(work("dropped handle")));
        let aborted = tokio::spawn(work("aborted"));
        let mut set = JoinSet::new();
        set.spawn(work("set"));
        sleep(ms(10)).await;
        aborted.abort();
        drop(set);
        sleep(ms(10)).await;
        let mut ended = log.names();
        ended.sort_unstable();
        assert_eq!(ended, ["aborted", "set"]);
        sleep(ms(50)).await;
        assert_eq!(log.names().len(), 3);
    });
}
