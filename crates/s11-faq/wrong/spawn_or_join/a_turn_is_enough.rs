//~ unawaited-abort in cancelled_then_nothing_is_left
//~ wrong-result in cancelled_too_late_then_there_is_an_output
//! "After a turn of the others it is gone." So is what it had returned.

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
        done(self.task.await).expect("nobody aborts it")
    }

    pub async fn cancel(self) -> Option<T> {
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
