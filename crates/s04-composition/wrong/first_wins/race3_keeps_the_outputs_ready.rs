//~ ready-too-late in race3_takes_as_long_as_the_shortest_in_every_place
//! "The caller wants the others as well." So it waits for them, and hands their outputs over as futures
//! that are ready.

use std::pin::Pin;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    use futures::stream::{FuturesUnordered, StreamExt};
    FuturesUnordered::from_iter(futures).next().await
}

pub async fn race3<T: 'static>(a: Boxed<T>, b: Boxed<T>, c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    use futures::stream::{FuturesUnordered, StreamExt};
    let mut set: FuturesUnordered<_> = [a, b, c].into_iter().collect();
    let won = set.next().await.unwrap();
    let (x, y) = (set.next().await.unwrap(), set.next().await.unwrap());
    (
        won,
        [
            Box::pin(std::future::ready(x)),
            Box::pin(std::future::ready(y)),
        ],
    )
}
