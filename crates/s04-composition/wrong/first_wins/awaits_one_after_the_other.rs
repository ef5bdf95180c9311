//~ sequential-await in race3_takes_as_long_as_the_shortest_in_every_place
//! "The first one will be the fastest." It is awaited alone; the others begin later.

use std::pin::Pin;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    if futures.is_empty() {
        return None;
    }
    Some(futures::future::select_all(futures).await.0)
}

pub async fn race3<T: 'static>(a: Boxed<T>, b: Boxed<T>, mut c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    let output = a.await;
    tokio::select! {
        biased;
        _ = &mut c => {}
        () = std::future::ready(()) => {}
    }
    (output, [b, c])
}
