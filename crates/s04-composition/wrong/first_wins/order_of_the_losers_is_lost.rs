//~ wrong-result in race3_returns_the_winner_and_the_others_untouched
//! "The losers are what is left in the list." `select_all` fills the winner's place with the last.

use std::pin::Pin;

use futures::future::select_all;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    if futures.is_empty() {
        return None;
    }
    Some(select_all(futures).await.0)
}

pub async fn race3<T>(a: Boxed<T>, b: Boxed<T>, c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    let (output, _, mut losers) = select_all([a, b, c]).await;
    let left = losers.pop().unwrap();
    (output, [left, losers.pop().unwrap()])
}
