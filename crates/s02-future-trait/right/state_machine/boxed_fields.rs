//! Each child in a box of its own: the boxes are `Unpin`, and so is the whole.

use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

pub enum Chain<A, B, F> {
    First(Pin<Box<A>>, F),
    Second(u64, Pin<Box<B>>),
    Done,
}

// No child is pinned inside: each lies in its box.
impl<A, B, F> Unpin for Chain<A, B, F> {}

pub fn chain<A, B, F>(a: A, f: F) -> Chain<A, B, F>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    Chain::First(Box::pin(a), f)
}

impl<A, B, F> Future for Chain<A, B, F>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    type Output = u64;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u64> {
        if let Chain::First(a, _) = &mut *self {
            let Poll::Ready(a) = a.as_mut().poll(cx) else {
                return Poll::Pending;
            };
            if let Chain::First(child, f) = mem::replace(&mut *self, Chain::Done) {
                drop(child);
                *self = Chain::Second(a, Box::pin(f(a)));
            }
        }
        match &mut *self {
            Chain::Second(a, b) => {
                let a = *a;
                let sum = b.as_mut().poll(cx).map(|b| a + b);
                if sum.is_ready() {
                    *self = Chain::Done;
                }
                sum
            }
            _ => panic!("nothing is left to do"),
        }
    }
}
