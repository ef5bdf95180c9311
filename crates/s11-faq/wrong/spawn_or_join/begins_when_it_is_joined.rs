//~ unpolled-child in begins_by_itself_and_is_joined
//! "A future is lazy, so the background is." Nobody works in this background.

use std::pin::Pin;

pub async fn both<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    tokio::join!(a, b)
}

pub struct Background<T> {
    work: Pin<Box<dyn Future<Output = T> + Send>>,
}

impl<T: Send + 'static> Background<T> {
    pub fn start(work: impl Future<Output = T> + Send + 'static) -> Background<T> {
        Background {
            work: Box::pin(work),
        }
    }

    pub async fn join(self) -> T {
        self.work.await
    }

    pub async fn cancel(self) -> Option<T> {
        None
    }

    pub fn detach(self) {
        tokio::spawn(self.work);
    }
}
