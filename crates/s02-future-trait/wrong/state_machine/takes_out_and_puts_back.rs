//~ moved-after-poll in children_stay_where_they_were_polled
//! "`unsafe` makes `Pin::new` work on anything." It makes it compile. The child is pinned, polled,
//! and moved back into its place.

use std::pin::Pin;
use std::task::{Context, Poll};

pub enum Chain<A, B, F> {
    First(A, F),
    Second(u64, B),
    Done,
}

impl<A, B, F> Unpin for Chain<A, B, F> {}

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
            match std::mem::replace(&mut *self, Chain::Done) {
                Chain::First(mut a, f) => match unsafe { Pin::new_unchecked(&mut a) }.poll(cx) {
                    Poll::Ready(found) => *self = Chain::Second(found, f(found)),
                    Poll::Pending => {
                        *self = Chain::First(a, f);
                        return Poll::Pending;
                    }
                },
                Chain::Second(a, mut b) => match unsafe { Pin::new_unchecked(&mut b) }.poll(cx) {
                    Poll::Ready(b) => return Poll::Ready(a + b),
                    Poll::Pending => {
                        *self = Chain::Second(a, b);
                        return Poll::Pending;
                    }
                },
                Chain::Done => panic!("polled after completion"),
            }
        }
    }
}
