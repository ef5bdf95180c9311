//~ unawaited-abort in cancelled_then_nothing_is_left
//! "The task is dropped in its next turn, so one turn later it is gone." If a hundred others come
//! before it, one turn is not enough.

use std::panic::resume_unwind;

use tokio::task::JoinError;
use tokio_util::task::AbortOnDropHandle;

pub async fn both<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    tokio::join!(a, b)
}

pub struct Background<T> {
    task: AbortOnDropHandle<T>,
}

impl<T: Send + 'static> Background<T> {
    pub fn start(work: impl Future<Output = T> + Send + 'static) -> Background<T> {
        Background {
            task: AbortOnDropHandle::new(tokio::spawn(work)),
        }
    }

    pub async fn join(self) -> T {
        let output = done(self.task.await);
        output.expect("nobody aborts a task whose handle is awaited")
    }

    pub async fn cancel(self) -> Option<T> {
        if self.task.is_finished() {
            return done(self.task.await);
        }
        self.task.abort();
        tokio::task::yield_now().await;
        None
    }

    pub fn detach(self) {
        drop(self.task.detach());
    }
}

fn done<T>(end: Result<T, JoinError>) -> Option<T> {
    match end {
        Ok(output) => Some(output),
        Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
        Err(_) => None,
    }
}
