//~ ready-too-late in first_ready_then_the_second_is_polled_at_once
//~ ready-too-late in second_is_made_from_the_output_of_the_first
//! "One state for each poll, and I ask for the next one." That arrives, after a turn through the
//! executor which nobody needed.

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
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
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
