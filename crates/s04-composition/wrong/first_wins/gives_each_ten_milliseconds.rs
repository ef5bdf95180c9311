//~ ready-too-late in first_takes_as_long_as_the_shortest
//! "Ten milliseconds for each, in turn." While one has its turn, nobody looks at the others.

use std::pin::Pin;
use std::time::Duration;

use tokio::time::timeout;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T>(mut futures: Vec<Boxed<T>>) -> Option<T> {
    while !futures.is_empty() {
        for future in &mut futures {
            if let Ok(output) = timeout(Duration::from_millis(10), future).await {
                return Some(output);
            }
        }
    }
    None
}

pub async fn race3<T>(mut a: Boxed<T>, mut b: Boxed<T>, mut c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    tokio::select! {
        output = &mut a => (output, [b, c]),
        output = &mut b => (output, [a, c]),
        output = &mut c => (output, [a, b]),
    }
}
