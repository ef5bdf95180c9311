//! `unawaited-abort`: aborted, and still there.

mod support;

use std::time::Duration;

use probe::{Diagnosis, DropLog, demand, program};
use support::{caught, passes};

mod bad {
    use std::time::Duration;

    use tokio::time::sleep;

    /// Lets the work go on for so long, and ends it.
    pub async fn for_a_while(limit: Duration, work: impl Future<Output = ()> + Send + 'static) {
        let task = tokio::spawn(work);
        sleep(limit).await;
        task.abort();
    }
}

mod good {
    use std::time::Duration;

    use tokio::time::sleep;

    /// Lets the work go on for so long, and ends it.
    pub async fn for_a_while(limit: Duration, work: impl Future<Output = ()> + Send + 'static) {
        let task = tokio::spawn(work);
        sleep(limit).await;
        task.abort();
        // It ends in its own time: when this returns, what it held has been dropped.
        let _ = task.await;
    }
}

/// What the task owns must be gone when the call returns.
macro_rules! gone_at_return {
    ($for_a_while:path) => {{
        let dropped = program::run(|| async {
            let log = DropLog::new();
            let guard = log.guard("work");
            let work = async move {
                let _guard = guard;
                std::future::pending().await
            };
            $for_a_while(Duration::from_secs(1), work).await;
            log.names().len()
        });
        demand(
            dropped.output == 1,
            Diagnosis::UnawaitedAbort,
            "the call had returned, and what the task held was not dropped yet",
            "呼び出しが戻った時点で、タスクの持ち物がまだドロップされていません",
        );
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::UnawaitedAbort, || {
        gone_at_return!(bad::for_a_while)
    });
}

#[test]
fn good_example_passes() {
    passes(|| gone_at_return!(good::for_a_while));
}
