//! A token ends the work from inside the task; its guard cancels when it is dropped.

use std::panic::resume_unwind;

use tokio::task::{JoinError, JoinHandle};
use tokio_util::sync::{CancellationToken, DropGuard};

pub async fn both<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    tokio::join!(a, b)
}

pub struct Background<T> {
    task: JoinHandle<Option<T>>,
    guard: DropGuard,
}

impl<T: Send + 'static> Background<T> {
    pub fn start(work: impl Future<Output = T> + Send + 'static) -> Background<T> {
        let token = CancellationToken::new();
        let guard = token.clone().drop_guard();
        let task = tokio::spawn(async move { token.run_until_cancelled_owned(work).await });
        Background { task, guard }
    }

    pub async fn join(self) -> T {
        let Background { task, guard } = self;
        let output = done(task.await).flatten().expect("nobody cancels it");
        drop(guard);
        output
    }

    pub async fn cancel(self) -> Option<T> {
        let Background { task, guard } = self;
        drop(guard);
        done(task.await).flatten()
    }

    pub fn detach(self) {
        self.guard.disarm();
    }
}

fn done<T>(end: Result<T, JoinError>) -> Option<T> {
    match end {
        Ok(output) => Some(output),
        Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
        Err(_) => None,
    }
}
