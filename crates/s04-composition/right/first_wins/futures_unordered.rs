//! A set that polls only those which were woken; the rest is dropped with the set.

use std::pin::Pin;

use futures::stream::{FuturesUnordered, StreamExt};

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    FuturesUnordered::from_iter(futures).next().await
}

pub async fn race3<T>(mut a: Boxed<T>, mut b: Boxed<T>, mut c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    use futures::future::{Either, select};
    let (output, winner) = match select(&mut a, select(&mut b, &mut c)).await {
        Either::Left((output, _)) => (output, 'a'),
        Either::Right((Either::Left((output, _)), _)) => (output, 'b'),
        Either::Right((Either::Right((output, _)), _)) => (output, 'c'),
    };
    let losers = match winner {
        'a' => [b, c],
        'b' => [a, c],
        _ => [a, b],
    };
    (output, losers)
}
