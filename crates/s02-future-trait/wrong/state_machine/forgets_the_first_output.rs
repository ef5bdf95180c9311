//~ wrong-result in first_ready_then_the_second_is_polled_at_once
//~ wrong-result in second_is_made_from_the_output_of_the_first
//~ wrong-result in two_steps_are_the_same_as_with_await
//! "The output of the last step is the output." What has to outlive an await has to be kept in the
//! state.

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
                    let _ = a;
                    let sum = ready!(b.poll(cx));
                    self.set(Chain::Done);
                    return Poll::Ready(sum);
                }
                State::Done => panic!("polled after completion"),
            }
        }
    }
}
