//! A `JoinHandle`, and a `Drop` that aborts; `join` and `cancel` await it where it lies.

use std::panic::resume_unwind;

use tokio::task::{JoinError, JoinHandle};

pub async fn both<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    futures::future::join(a, b).await
}

pub struct Background<T> {
    task: Option<JoinHandle<T>>,
}

impl<T> Drop for Background<T> {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.abort();
        }
    }
}

impl<T: Send + 'static> Background<T> {
    pub fn start(work: impl Future<Output = T> + Send + 'static) -> Background<T> {
        Background {
            task: Some(tokio::spawn(work)),
        }
    }

    pub async fn join(mut self) -> T {
        let task = self.task.as_mut().expect("only `detach` takes it");
        done(task.await).expect("nobody aborts it")
    }

    pub async fn cancel(mut self) -> Option<T> {
        let task = self.task.as_mut().expect("only `detach` takes it");
        task.abort();
        done(task.await)
    }

    pub fn detach(mut self) {
        self.task = None;
    }
}

fn done<T>(end: Result<T, JoinError>) -> Option<T> {
    match end {
        Ok(output) => Some(output),
        Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
        Err(_) => None,
    }
}
