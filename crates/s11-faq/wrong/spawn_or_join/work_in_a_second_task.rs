//~ works-after-drop in dropped_then_the_work_ends
//! "One task works, and one keeps its result." Only the second has an end.

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
        let inner = tokio::spawn(work);
        let outer = tokio::spawn(async move { done(inner.await).expect("nobody aborts it") });
        Background {
            task: AbortOnDropHandle::new(outer),
        }
    }

    pub async fn join(self) -> T {
        done(self.task.await).expect("nobody aborts it")
    }

    pub async fn cancel(self) -> Option<T> {
        self.task.abort();
        done(self.task.await)
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
