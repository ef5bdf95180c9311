//~ polled-after-ready in race3_takes_as_long_as_the_shortest_in_every_place
//~ polled-after-ready in winner_is_not_polled_again
//! "Poll all three each time, and look who is done." The winner is polled once more, to see whether
//! it is still done.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    if futures.is_empty() {
        return None;
    }
    Some(futures::future::select_all(futures).await.0)
}

pub async fn race3<T>(a: Boxed<T>, b: Boxed<T>, c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    let mut all = [a, b, c];
    let (output, winner) = poll_fn(|cx| {
        for index in 0..3 {
            if let Poll::Ready(output) = all[index].as_mut().poll(cx) {
                let _ = all[index].as_mut().poll(cx);
                return Poll::Ready((output, index));
            }
        }
        Poll::Pending
    })
    .await;
    let mut losers = all.into_iter().enumerate();
    let mut next = || loop {
        let (index, future) = losers.next().unwrap();
        if index != winner {
            return future;
        }
    };
    (output, [next(), next()])
}
