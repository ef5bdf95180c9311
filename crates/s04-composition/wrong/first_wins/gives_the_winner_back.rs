//~ polled-after-ready in race3_returns_the_winner_and_the_others_untouched
//! "The other two are b and c." Where one of them has won, it comes back spent, and a is gone.

use std::pin::Pin;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    if futures.is_empty() {
        return None;
    }
    Some(futures::future::select_all(futures).await.0)
}

pub async fn race3<T>(mut a: Boxed<T>, mut b: Boxed<T>, mut c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    let output = tokio::select! {
        output = &mut a => output,
        output = &mut b => output,
        output = &mut c => output,
    };
    (output, [b, c])
}
