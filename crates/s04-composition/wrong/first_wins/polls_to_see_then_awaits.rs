//~ polled-after-ready in first_takes_as_long_as_the_shortest
//~ polled-after-ready in winner_is_not_polled_again
//! "Look who is ready, then await that one." The look was the poll that took the output.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T>(mut futures: Vec<Boxed<T>>) -> Option<T> {
    if futures.is_empty() {
        return None;
    }
    let winner = poll_fn(|cx| {
        let is_ready = |future: &mut Boxed<T>| future.as_mut().poll(cx).is_ready();
        match futures.iter_mut().position(is_ready) {
            Some(index) => Poll::Ready(index),
            None => Poll::Pending,
        }
    });
    let winner = winner.await;
    Some(futures.swap_remove(winner).await)
}

pub async fn race3<T>(mut a: Boxed<T>, mut b: Boxed<T>, mut c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    tokio::select! {
        output = &mut a => (output, [b, c]),
        output = &mut b => (output, [a, c]),
        output = &mut c => (output, [a, b]),
    }
}
