//! An enum with a state for each await; `Pin::set` drops one child in place and puts in the next.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use pin_project::pin_project;

/// Runs `a`, gives its output to `f`, runs the future that `f` returns, and adds both outputs.
///
/// The same as `async move { let a = a.await; let b = f(a).await; a + b }`.
pub fn chain<A, B, F>(a: A, f: F) -> Chain<A, B, F>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    Chain::First { a, f: Some(f) }
}

/// The future of [`chain`].
#[pin_project(project = State)]
pub enum Chain<A, B, F> {
    First {
        #[pin]
        a: A,
        // `f` is called by value, and a pinned enum lets nothing out by value but this way.
        f: Option<F>,
    },
    Second {
        a: u64,
        #[pin]
        b: B,
    },
    Done,
}

impl<A, B, F> Future for Chain<A, B, F>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    type Output = u64;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u64> {
        // Only a child leaves this loop with `Pending`: it has the waker then.
        loop {
            match self.as_mut().project() {
                State::First { a, f } => {
                    let a = ready!(a.poll(cx));
                    let f = f
                        .take()
                        .expect("this state is left as soon as `f` is taken");
                    let b = f(a);
                    self.set(Chain::Second { a, b });
                }
                State::Second { a, b } => {
                    let sum = *a + ready!(b.poll(cx));
                    self.set(Chain::Done);
                    return Poll::Ready(sum);
                }
                State::Done => panic!("polled after completion"),
            }
        }
    }
}
