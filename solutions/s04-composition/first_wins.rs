//! `select_all` owns what it is given; `select!` takes a loan with `&mut`.

use std::pin::Pin;

use futures::future::select_all;

/// A future of any type, on this thread.
pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

/// The output of the future that is ready first; none where there is no future. The others are
/// given up.
pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    if futures.is_empty() {
        return None; // `select_all` panics
    }
    let (output, _, losers) = select_all(futures).await;
    drop(losers);
    Some(output)
}

/// The output of the future that is ready first, and the two others as far as they have come, in
/// the order in which they were given.
pub async fn race3<T>(mut a: Boxed<T>, mut b: Boxed<T>, mut c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    tokio::select! {
        output = &mut a => (output, [b, c]),
        output = &mut b => (output, [a, c]),
        output = &mut c => (output, [a, b]),
    }
}
