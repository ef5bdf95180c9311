//! state_machine: two futures one after the other, as the compiler makes them of two `.await`s.
//! Task and hints: `cargo xtask lesson state_machine`, `cargo xtask hint state_machine`
//! 日本語: exercises/s02-future-trait/state_machine.ja.md

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Runs `a`, gives its output to `f`, runs the future that `f` returns, and adds both outputs.
///
/// The same as `async move { let a = a.await; let b = f(a).await; a + b }`.
pub fn chain<A, B, F>(a: A, f: F) -> Chain<A, B, F>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    Chain {
        a,
        f: Some(f),
        b: PhantomData,
    }
}

/// The future of [`chain`].
pub struct Chain<A, B, F> {
    // TODO: this is the state before the first poll; which others are there?
    a: A,
    f: Option<F>,
    b: PhantomData<B>,
}

impl<A, B, F> Future for Chain<A, B, F>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    type Output = u64;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u64> {
        let _ = (&self.a, &self.f, self.b);
        todo!("which future is to be polled with {cx:?}, and what if it is ready?")
    }
}
