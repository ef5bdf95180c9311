//! first_wins: the first result, and what becomes of the losers.
//! Task and hints: `cargo xtask lesson first_wins`, `cargo xtask hint first_wins`
//! 日本語: exercises/s04-composition/first_wins.ja.md

use std::pin::Pin;

/// A future of any type, on this thread.
pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

/// The output of the future that is ready first; none where there is no future. The others are
/// given up.
pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    let _ = futures;
    todo!("who polls them all, and who drops the losers?")
}

/// The output of the future that is ready first, and the two others as far as they have come, in
/// the order in which they were given.
pub async fn race3<T>(a: Boxed<T>, b: Boxed<T>, c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    let _ = (a, b, c);
    todo!("how does a future survive the race that it has lost?")
}
