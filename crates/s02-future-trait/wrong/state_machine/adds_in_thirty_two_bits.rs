//~ wrong-result in sum_is_that_of_both_outputs_whatever_they_are
//! "Who has numbers that large?" The caller has: what goes in as 64 bits has to come out as 64 bits.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use pin_project::pin_project;

#[pin_project(project = State)]
pub enum Chain<A, B, F> {
    First {
        #[pin]
        a: A,
        f: Option<F>,
    },
    Second {
        a: u64,
        #[pin]
        b: B,
    },
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
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    type Output = u64;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u64> {
        loop {
            match self.as_mut().project() {
                State::First { a, f } => {
                    let a = ready!(a.poll(cx));
                    let b = f.take().unwrap()(a);
                    self.set(Chain::Second { a, b });
                }
                State::Second { a, b } => {
                    let sum = *a as u32 + ready!(b.poll(cx)) as u32;
                    self.set(Chain::Done);
                    return Poll::Ready(u64::from(sum));
                }
                State::Done => panic!("polled after completion"),
            }
        }
    }
}
