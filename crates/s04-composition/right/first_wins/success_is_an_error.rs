//! `try_join` returns with the first error: each output is made one.

use std::pin::Pin;

use futures::FutureExt;
use futures::future::{try_join_all, try_join3};

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    let all = futures.into_iter();
    let all = all.map(|future| future.map(Err::<(), T>));
    try_join_all(all).await.err()
}

pub async fn race3<T>(a: Boxed<T>, b: Boxed<T>, c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    let mut all = [a, b, c];
    let [a, b, c] = all.each_mut();
    let race = try_join3(
        a.map(|output| Err::<(), _>((output, 0))),
        b.map(|output| Err::<(), _>((output, 1))),
        c.map(|output| Err::<(), _>((output, 2))),
    );
    let Err((output, winner)) = race.await else {
        unreachable!("none of the three is a success");
    };
    let [a, b, c] = all;
    let losers = match winner {
        0 => [b, c],
        1 => [a, c],
        _ => [a, b],
    };
    (output, losers)
}
