//~ wrong-result in panic_of_the_work_goes_on
//! "`unwrap` panics, too." With another message, and what the work had to say is gone.

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
        self.task.await.unwrap()
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
