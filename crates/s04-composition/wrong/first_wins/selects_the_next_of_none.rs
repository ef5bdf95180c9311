//~ panic in first_of_none_is_none_at_once
//! "`select_next_some` waits for the next one." Of an empty set there is none, and it panics.

use std::pin::Pin;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    use futures::stream::{FuturesUnordered, StreamExt};
    Some(
        FuturesUnordered::from_iter(futures)
            .select_next_some()
            .await,
    )
}

pub async fn race3<T>(mut a: Boxed<T>, mut b: Boxed<T>, mut c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    tokio::select! {
        output = &mut a => (output, [b, c]),
        output = &mut b => (output, [a, c]),
        output = &mut c => (output, [a, b]),
    }
}
