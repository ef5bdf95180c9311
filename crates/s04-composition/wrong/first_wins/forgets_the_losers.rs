//~ works-after-drop in losers_of_first_are_dropped_when_it_returns
//! "Forgotten is as good as dropped." A forgotten future keeps all that it holds, for good.

use std::pin::Pin;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    if futures.is_empty() {
        return None;
    }
    let (output, _, losers) = futures::future::select_all(futures).await;
    std::mem::forget(losers);
    Some(output)
}

pub async fn race3<T>(mut a: Boxed<T>, mut b: Boxed<T>, mut c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    tokio::select! {
        output = &mut a => (output, [b, c]),
        output = &mut b => (output, [a, c]),
        output = &mut c => (output, [a, b]),
    }
}
