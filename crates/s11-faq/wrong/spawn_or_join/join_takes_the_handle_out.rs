//~ works-after-drop in join_is_dropped_then_the_work_ends
//! "`Drop` aborts the task, so all is well." While somebody waits in `join`, the handle is no longer
//! where `Drop` looks for it.

use std::panic::resume_unwind;

use tokio::task::{JoinError, JoinHandle};

pub async fn both<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    tokio::join!(a, b)
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
        let task = self.task.take().expect("it is there until now");
        done(task.await).expect("nobody aborts it")
    }

    pub async fn cancel(mut self) -> Option<T> {
        let task = self.task.take().expect("it is there until now");
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
