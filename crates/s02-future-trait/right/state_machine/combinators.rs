//! The state machines that `futures` has ready: `then` for the second step, `map` for the sum.

use futures::FutureExt;

pub fn chain<A, B, F>(a: A, f: F) -> impl Future<Output = u64>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    a.then(|a| f(a).map(move |b| a + b))
}
