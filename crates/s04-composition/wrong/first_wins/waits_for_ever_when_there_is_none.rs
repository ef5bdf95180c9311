//~ lost-wake in first_of_none_is_none_at_once
//! "A loop over nothing is nothing." It is pending, and nobody will ever wake it.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T>(mut futures: Vec<Boxed<T>>) -> Option<T> {
    poll_fn(|cx| {
        for future in &mut futures {
            if let Poll::Ready(output) = future.as_mut().poll(cx) {
                return Poll::Ready(Some(output));
            }
        }
        Poll::Pending
    })
    .await
}

pub async fn race3<T>(mut a: Boxed<T>, mut b: Boxed<T>, mut c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    tokio::select! {
        output = &mut a => (output, [b, c]),
        output = &mut b => (output, [a, c]),
        output = &mut c => (output, [a, b]),
    }
}
