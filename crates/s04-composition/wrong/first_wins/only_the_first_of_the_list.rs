//~ sequential-await in first_takes_as_long_as_the_shortest
//~ wrong-result in two_races_at_the_same_time_do_not_meet
//! "The first is the one that stands first." The others are never even polled.

use std::pin::Pin;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    match futures.into_iter().next() {
        Some(future) => Some(future.await),
        None => None,
    }
}

pub async fn race3<T>(a: Boxed<T>, b: Boxed<T>, c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    (a.await, [b, c])
}
