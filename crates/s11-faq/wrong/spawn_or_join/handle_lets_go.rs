//~ works-after-drop in dropped_then_the_work_ends
//! "Who drops the handle ends the task, as with any future." A `JoinHandle` that is dropped detaches
//! its task.

use std::panic::resume_unwind;

use tokio::task::{JoinError, JoinHandle};

pub async fn both<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    tokio::join!(a, b)
}

pub struct Background<T> {
    task: JoinHandle<T>,
}

impl<T: Send + 'static> Background<T> {
    pub fn start(work: impl Future<Output = T> + Send + 'static) -> Background<T> {
        Background {
            task: tokio::spawn(work),
        }
    }

    pub async fn join(self) -> T {
        done(self.task.await).expect("nobody aborts it")
    }

    pub async fn cancel(self) -> Option<T> {
        self.task.abort();
        done(self.task.await)
    }

    pub fn detach(self) {}
}

fn done<T>(end: Result<T, JoinError>) -> Option<T> {
    match end {
        Ok(output) => Some(output),
        Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
        Err(_) => None,
    }
}
