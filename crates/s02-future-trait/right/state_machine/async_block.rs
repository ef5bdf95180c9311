//! The compiler's own state machine.

pub fn chain<A, B, F>(a: A, f: F) -> impl Future<Output = u64>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    async move {
        let a = a.await;
        let b = f(a).await;
        a + b
    }
}
