//! For the tests: a runtime with one thread, and the moment at which all has run that could.

use std::cell::Cell;
use std::future::poll_fn;
use std::iter;
use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
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
    // Without a timer: nobody looks now and then.
    let runtime = Builder::new_current_thread()
        .build()
        .expect("a runtime without I/O needs nothing from the system");
    let release = Release(release);
    let output = watch(Diagnosis::BlockedExecutor, || runtime.block_on(program));
    drop(release);
    // Its own drop would wait for blocking tasks as long as they like.
    runtime.shutdown_timeout(Duration::from_secs(1));
    output
}

/// Runs a future beside another one, and returns its output, and how often it was polled. It is
/// polled when it has been woken, and not with the other one.
pub async fn counted<F: Future>(future: F, other: impl Future<Output = ()>) -> (F::Output, usize) {
    let polls = Cell::new(0);
    let mut future = pin!(future);
    let counted = poll_fn(|context| {
        polls.set(polls.get() + 1);
        future.as_mut().poll(context)
    });
    let mut alone: FuturesUnordered<_> = iter::once(counted).collect();
    let (output, ()) = futures::join!(alone.next(), other);
    (output.expect("there is one future"), polls.get())
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
