//! `AbortOnDropHandle` ends its task when it is dropped, also while somebody awaits it.

use std::panic::resume_unwind;

use tokio::task::JoinError;
use tokio_util::task::AbortOnDropHandle;

/// Waits for both in the task of the caller.
pub async fn both<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    tokio::join!(a, b)
}

/// Work in the background. Whoever drops it ends the work.
pub struct Background<T> {
    task: AbortOnDropHandle<T>,
}

impl<T: Send + 'static> Background<T> {
    /// Begins the work in a task of its own.
    pub fn start(work: impl Future<Output = T> + Send + 'static) -> Background<T> {
        Background {
            task: AbortOnDropHandle::new(tokio::spawn(work)),
        }
    }

    /// Waits for the output.
    pub async fn join(self) -> T {
        let output = done(self.task.await);
        output.expect("nobody aborts a task whose handle is awaited")
    }

    /// Ends the work, and waits until nothing of it is left. Returns the output if the work was
    /// over before.
    pub async fn cancel(self) -> Option<T> {
        self.task.abort();
        done(self.task.await)
    }

    /// Lets the work go on, with nobody to wait for it.
    pub fn detach(self) {
        drop(self.task.detach());
    }
}

/// The output, if there is one. A panic goes on.
fn done<T>(end: Result<T, JoinError>) -> Option<T> {
    match end {
        Ok(output) => Some(output),
        Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
        Err(_) => None,
    }
}
