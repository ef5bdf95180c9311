//~ late-drop in dropped_at_any_time_and_all_that_it_holds_with_it
//! "What is pinned must never be dropped." It must not be moved; a child that is never dropped keeps
//! what it holds forever.

use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

pub enum Chain<A, B, F> {
    First(ManuallyDrop<Pin<Box<A>>>, Option<F>),
    Second(u64, ManuallyDrop<Pin<Box<B>>>),
    Done,
}

impl<A, B, F> Unpin for Chain<A, B, F> {}

pub fn chain<A, B, F>(a: A, f: F) -> Chain<A, B, F>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    Chain::First(ManuallyDrop::new(Box::pin(a)), Some(f))
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
            match &mut *self {
                Chain::First(child, f) => {
                    let a = ready!(child.as_mut().poll(cx));
                    let b = f.take().unwrap()(a);
                    // SAFETY: the child is not used after this.
                    unsafe { ManuallyDrop::drop(child) };
                    *self = Chain::Second(a, ManuallyDrop::new(Box::pin(b)));
                }
                Chain::Second(a, child) => {
                    let sum = *a + ready!(child.as_mut().poll(cx));
                    // SAFETY: the child is not used after this.
                    unsafe { ManuallyDrop::drop(child) };
                    *self = Chain::Done;
                    return Poll::Ready(sum);
                }
                Chain::Done => panic!("polled after completion"),
            }
        }
    }
}
