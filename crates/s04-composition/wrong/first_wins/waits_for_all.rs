//~ ready-too-late in first_takes_as_long_as_the_shortest
//~ works-after-drop in losers_of_first_are_dropped_when_it_returns
//~ works-after-drop in losers_of_first_never_come_to_their_end
//! "Wait for all, take the first." The list is in the order of the futures, and everybody waits for
//! the slowest.

use std::pin::Pin;

use futures::future::join_all;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    join_all(futures).await.into_iter().next()
}

pub async fn race3<T>(mut a: Boxed<T>, mut b: Boxed<T>, mut c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    tokio::select! {
        output = &mut a => (output, [b, c]),
        output = &mut b => (output, [a, c]),
        output = &mut c => (output, [a, b]),
    }
}
