//! Projection by hand, with `unsafe` and a reason for each.

use std::pin::Pin;
use std::task::{Context, Poll};

pub struct Chain<A, B, F> {
    state: State<A, B>,
    f: Option<F>,
}

enum State<A, B> {
    First(A),
    Second(u64, B),
    Done,
}

pub fn chain<A, B, F>(a: A, f: F) -> Chain<A, B, F>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    Chain {
        state: State::First(a),
        f: Some(f),
    }
}

impl<A, B, F> Future for Chain<A, B, F>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    type Output = u64;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u64> {
        // SAFETY: the child in `state` is polled and dropped in place, and moved by nobody.
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            match &mut this.state {
                State::First(a) =>
                // SAFETY: as above.
                {
                    match unsafe { Pin::new_unchecked(a) }.poll(cx) {
                        Poll::Pending => return Poll::Pending,
                        Poll::Ready(a) => {
                            this.state = State::Done;
                            this.state = State::Second(a, (this.f.take().unwrap())(a));
                        }
                    }
                }
                State::Second(a, b) =>
                // SAFETY: as above.
                {
                    match unsafe { Pin::new_unchecked(b) }.poll(cx) {
                        Poll::Pending => return Poll::Pending,
                        Poll::Ready(b) => {
                            let sum = *a + b;
                            this.state = State::Done;
                            return Poll::Ready(sum);
                        }
                    }
                }
                State::Done => panic!("done"),
            }
        }
    }
}
