//! `project_replace` takes the state apart: what is not pinned comes out by value.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use pin_project::pin_project;

#[pin_project(project = Now, project_replace = Before)]
pub enum Chain<A, B, F> {
    First(#[pin] A, F),
    Second(u64, #[pin] B),
    Gone,
}

pub fn chain<A, B, F>(a: A, f: F) -> Chain<A, B, F>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    Chain::First(a, f)
}

impl<A, B, F> Future for Chain<A, B, F>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    type Output = u64;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u64> {
        loop {
            match self.as_mut().project() {
                Now::First(a, _) => {
                    let a = ready!(a.poll(cx));
                    if let Before::First(_, f) = self.as_mut().project_replace(Chain::Gone) {
                        self.set(Chain::Second(a, f(a)));
                    }
                }
                Now::Second(a, b) => {
                    let sum = *a + ready!(b.poll(cx));
                    self.set(Chain::Gone);
                    return Poll::Ready(sum);
                }
                Now::Gone => unreachable!("polled after `Ready`"),
            }
        }
    }
}
