//! The output of the first future is turned into the second one, and that future of a future made flat.

use futures::FutureExt;

pub fn chain<A, B, F>(a: A, f: F) -> impl Future<Output = u64>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    a.map(|a| f(a).map(move |b| a + b)).flatten()
}
