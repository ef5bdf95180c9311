//! The same macro, which always looks from the top.

use std::pin::Pin;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T: 'static>(mut futures: Vec<Boxed<T>>) -> Option<T> {
    let mut last = futures.pop()?;
    // Each turn wraps what there is so far into one more race.
    while let Some(next) = futures.pop() {
        let so_far = last;
        last = Box::pin(async move {
            tokio::select! {
                biased;
                output = next => output,
                output = so_far => output,
            }
        });
    }
    Some(last.await)
}

pub async fn race3<T>(mut a: Boxed<T>, mut b: Boxed<T>, mut c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    tokio::select! {
        biased;
        output = &mut c => (output, [a, b]),
        output = &mut b => (output, [a, c]),
        output = &mut a => (output, [b, c]),
    }
}
