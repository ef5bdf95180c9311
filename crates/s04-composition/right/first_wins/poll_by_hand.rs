//! A look at each, by hand.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

async fn winner<T>(futures: &mut [Boxed<T>]) -> (T, usize) {
    poll_fn(|cx| {
        for (index, future) in futures.iter_mut().enumerate() {
            if let Poll::Ready(output) = future.as_mut().poll(cx) {
                return Poll::Ready((output, index));
            }
        }
        Poll::Pending
    })
    .await
}

pub async fn first<T>(mut futures: Vec<Boxed<T>>) -> Option<T> {
    if futures.is_empty() {
        return None;
    }
    Some(winner(&mut futures).await.0)
}

pub async fn race3<T>(a: Boxed<T>, b: Boxed<T>, c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    let mut all = vec![a, b, c];
    let (output, index) = winner(&mut all).await;
    drop(all.remove(index));
    let right = all.remove(1);
    (output, [all.remove(0), right])
}
