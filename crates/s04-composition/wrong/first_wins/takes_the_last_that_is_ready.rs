//~ ready-too-late in first_takes_as_long_as_the_shortest
//~ wrong-result in several_ready_at_once_then_one_of_them
//! "Poll them all and keep what comes." With the slowest as the rule, the first that is ready has to
//! wait for one more.

use std::pin::Pin;

use futures::stream::{FuturesUnordered, StreamExt};

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    let count = futures.len();
    let mut all: FuturesUnordered<_> = futures.into_iter().collect();
    let mut output = None;
    for _ in 0..count {
        output = all.next().await;
    }
    output
}

pub async fn race3<T>(mut a: Boxed<T>, mut b: Boxed<T>, mut c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    tokio::select! {
        output = &mut a => (output, [b, c]),
        output = &mut b => (output, [a, c]),
        output = &mut c => (output, [a, b]),
    }
}
