//! A `JoinSet` with one task: dropped, it aborts what is in it.

use std::panic::resume_unwind;

use tokio::task::JoinSet;

pub async fn both<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    tokio::join!(a, b)
}

pub struct Background<T> {
    tasks: JoinSet<T>,
}

impl<T: Send + 'static> Background<T> {
    pub fn start(work: impl Future<Output = T> + Send + 'static) -> Background<T> {
        let mut tasks = JoinSet::new();
        tasks.spawn(work);
        Background { tasks }
    }

    pub async fn join(mut self) -> T {
        self.end().await.expect("nobody aborts it")
    }

    pub async fn cancel(mut self) -> Option<T> {
        self.tasks.abort_all();
        self.end().await
    }

    pub fn detach(mut self) {
        self.tasks.detach_all();
    }

    async fn end(&mut self) -> Option<T> {
        match self.tasks.join_next().await? {
            Ok(output) => Some(output),
            Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
            Err(_) => None,
        }
    }
}
