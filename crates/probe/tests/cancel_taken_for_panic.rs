//! `cancel-taken-for-panic`: aborted, and called a panic.

mod support;

use probe::{Diagnosis, demand, program};
use support::{caught, passes};

mod bad {
    use tokio::task::JoinHandle;

    /// How the task has ended.
    pub async fn how(task: JoinHandle<()>) -> &'static str {
        match task.await {
            Ok(()) => "done",
            Err(_) => "panicked",
        }
    }
}

mod good {
    use tokio::task::JoinHandle;

    /// How the task has ended.
    pub async fn how(task: JoinHandle<()>) -> &'static str {
        match task.await {
            Ok(()) => "done",
            Err(error) if error.is_cancelled() => "cancelled",
            Err(_) => "panicked",
        }
    }
}

/// A task is aborted.
macro_rules! aborted {
    ($how:path) => {{
        let how = program::run(|| async {
            let task = tokio::spawn(std::future::pending());
            task.abort();
            $how(task).await
        });
        let how = how.output;
        demand(
            how != "panicked",
            Diagnosis::CancelTakenForPanic,
            format!("a task was aborted; the answer says `{how}`"),
            format!("タスクは abort されましたが、答えは `{how}` です"),
        );
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::CancelTakenForPanic, || aborted!(bad::how));
}

#[test]
fn good_example_passes() {
    passes(|| aborted!(good::how));
}
