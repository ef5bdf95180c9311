//~ E0310
//! "Two tasks are faster than one." They would have to own what they use, and to be `Send`.

use std::panic::resume_unwind;

use tokio::task::JoinError;
use tokio_util::task::AbortOnDropHandle;

pub async fn both<A: Future + Send, B: Future + Send>(a: A, b: B) -> (A::Output, B::Output)
where
    A::Output: Send,
    B::Output: Send,
{
    let (a, b) = (tokio::spawn(a), tokio::spawn(b));
    (a.await.unwrap(), b.await.unwrap())
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
