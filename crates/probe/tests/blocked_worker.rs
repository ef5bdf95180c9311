//! `blocked-worker`: long work on the thread of the runtime.

mod support;

use std::thread;

use probe::{Diagnosis, demand, program};
use support::{caught, passes};

mod bad {
    use tokio::task::yield_now;

    /// Runs some work for a request.
    pub async fn handle<T>(work: impl FnOnce() -> T) -> T {
        yield_now().await;
        work()
    }
}

mod good {
    use tokio::task::spawn_blocking;

    /// Runs some work for a request.
    pub async fn handle<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
        spawn_blocking(work).await.unwrap()
    }
}

/// Work that notes where it runs.
macro_rules! handled_elsewhere {
    ($handle:path) => {{
        let home = thread::current().id();
        let handled = program::run(|| $handle(move || thread::current().id() != home));
        demand(
            handled.output,
            Diagnosis::BlockedWorker,
            "the work ran on the thread of the runtime",
            "処理がランタイムのスレッドで実行されました",
        );
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::BlockedWorker, || handled_elsewhere!(bad::handle));
}

#[test]
fn good_example_passes() {
    passes(|| handled_elsewhere!(good::handle));
}
