//~ blocked-executor in dropped_then_the_work_ends
//! "`Drop` has to wait until the work is over." It blocks the thread on which the work would end.

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
        if let Some(task) = self.task.take() {
            task.abort();
            let _ = futures::executor::block_on(task);
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
        let end = self.task.as_mut().expect("it is there").await;
        self.task = None;
        done(end).expect("nobody aborts it")
    }

    pub async fn cancel(mut self) -> Option<T> {
        let mut task = self.task.take().expect("it is there");
        task.abort();
        done((&mut task).await)
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
