//~ ready-too-late in ready_between_two_ticks_then_both_return
//! "A millisecond is nothing." It is late all the same, and the race gets up a thousand times a second
//! for nothing.

use std::pin::Pin;
use std::time::Duration;

use futures::FutureExt;
use tokio::time::interval;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

async fn race<T>(mut futures: Vec<Boxed<T>>) -> (T, Vec<Boxed<T>>) {
    let mut looks = interval(Duration::from_millis(1));
    loop {
        looks.tick().await;
        for place in 0..futures.len() {
            if let Some(output) = futures[place].as_mut().now_or_never() {
                drop(futures.remove(place));
                return (output, futures);
            }
        }
    }
}

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    match futures.is_empty() {
        true => None,
        false => Some(race(futures).await.0),
    }
}

pub async fn race3<T>(a: Boxed<T>, b: Boxed<T>, c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    let (output, rest) = race(vec![a, b, c]).await;
    let Ok(rest) = <[Boxed<T>; 2]>::try_from(rest) else {
        unreachable!("two are left of three")
    };
    (output, rest)
}
