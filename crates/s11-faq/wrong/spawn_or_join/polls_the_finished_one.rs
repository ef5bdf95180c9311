//~ polled-after-ready in both_at_the_same_time_in_this_task
//! "Poll both until both are ready." The first is over then, and is asked again.

use std::future::poll_fn;
use std::panic::resume_unwind;
use std::pin::pin;
use std::task::Poll;

use tokio::task::JoinError;
use tokio_util::task::AbortOnDropHandle;

pub async fn both<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    let (mut a, mut b) = (pin!(a), pin!(b));
    poll_fn(
        |context| match (a.as_mut().poll(context), b.as_mut().poll(context)) {
            (Poll::Ready(a), Poll::Ready(b)) => Poll::Ready((a, b)),
            _ => Poll::Pending,
        },
    )
    .await
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
