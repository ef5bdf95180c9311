//! For the tests: a runtime with one thread, and the moment at which all has run that could.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use probe::{Diagnosis, rest, watch};
use tokio::runtime::Builder;
use tokio::task::yield_now;

/// Turns of a runtime after which every task has run that could.
const TURNS: usize = 100;

/// How often all threads and all tasks are brought to rest: who wakes whom takes some steps.
const STEPS: usize = 3;

/// One test at a time: another one that runs beside it would never let the machine rest.
pub fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs a program on a runtime with one thread, this one. At the end, `release` lets those go that
/// are held, also where the program panics.
#[track_caller]
pub fn on_one_thread<F: Future>(release: impl Fn(), program: F) -> F::Output {
    struct Release<R: Fn()>(R);
    impl<R: Fn()> Drop for Release<R> {
        fn drop(&mut self) {
            self.0();
        }
    }
    let _turn = turn();
    let runtime = Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime without I/O needs nothing from the system");
    let release = Release(release);
    let output = watch(Diagnosis::BlockedExecutor, || runtime.block_on(program));
    drop(release);
    // Its own drop would wait for blocking tasks as long as they like.
    runtime.shutdown_timeout(Duration::from_secs(1));
    output
}

/// Lets everything run that can, on this thread and on all others.
pub async fn settled() {
    for _ in 0..STEPS {
        turns().await;
        rest();
    }
    turns().await;
}

async fn turns() {
    for _ in 0..TURNS {
        yield_now().await;
    }
}
