//~ panic in first_of_none_is_none_at_once
//! "There is always one." `select_all` panics when there is none.

use std::pin::Pin;

use futures::future::select_all;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    Some(select_all(futures).await.0)
}

pub async fn race3<T>(a: Boxed<T>, b: Boxed<T>, c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    let (output, _, mut losers) = select_all([a, b, c]).await;
    let right = losers.remove(1);
    (output, [losers.remove(0), right])
}
