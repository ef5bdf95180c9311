//~ stale-waker in moved_to_another_task_then_woken_there
//! "A race stays in its task." The task that has begun it may hand it on, and the one that has it now
//! is never woken.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

async fn race<T>(mut futures: Vec<Boxed<T>>) -> (T, Vec<Boxed<T>>) {
    let mut first: Option<Waker> = None;
    let (place, output) = poll_fn(|context| {
        let waker = first.get_or_insert_with(|| context.waker().clone());
        let context = &mut Context::from_waker(waker);
        for (place, future) in futures.iter_mut().enumerate() {
            if let Poll::Ready(output) = future.as_mut().poll(context) {
                return Poll::Ready((place, output));
            }
        }
        Poll::Pending
    })
    .await;
    drop(futures.remove(place));
    (output, futures)
}

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    match futures.is_empty() {
        true => None,
        false => Some(race(futures).await.0),
    }
}

pub async fn race3<T>(a: Boxed<T>, b: Boxed<T>, c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    let (output, rest) = race(vec![a, b, c]).await;
    let Ok(rest) = <[Boxed<T>; 2]>::try_from(rest) else {
        unreachable!("two are left of three")
    };
    (output, rest)
}
