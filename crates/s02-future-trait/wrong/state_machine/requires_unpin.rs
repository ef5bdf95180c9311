//~ E0277
//! "`get_mut` gives me the fields." Only those of a future that may move, and the future of an
//! `async fn` may not.

use std::pin::Pin;
use std::task::{Context, Poll};

pub enum Chain<A, B, F> {
    First { a: A, f: Option<F> },
    Second { a: u64, b: B },
    Done,
}

pub fn chain<A, B, F>(a: A, f: F) -> Chain<A, B, F>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    Chain::First { a, f: Some(f) }
}

impl<A, B, F> Future for Chain<A, B, F>
where
    A: Future<Output = u64> + Unpin,
    F: FnOnce(u64) -> B + Unpin,
    B: Future<Output = u64> + Unpin,
{
    type Output = u64;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u64> {
        let this = self.get_mut();
        loop {
            match this {
                Chain::First { a, f } => match Pin::new(a).poll(cx) {
                    Poll::Ready(a) => {
                        let b = f.take().unwrap()(a);
                        *this = Chain::Second { a, b };
                    }
                    Poll::Pending => return Poll::Pending,
                },
                Chain::Second { a, b } => match Pin::new(b).poll(cx) {
                    Poll::Ready(b) => {
                        let sum = *a + b;
                        *this = Chain::Done;
                        return Poll::Ready(sum);
                    }
                    Poll::Pending => return Poll::Pending,
                },
                Chain::Done => panic!("polled after completion"),
            }
        }
    }
}
