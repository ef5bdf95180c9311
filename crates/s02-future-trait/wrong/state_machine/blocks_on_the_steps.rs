//~ blocking-poll in second_does_not_begin_before_the_first_is_ready
//~ blocking-poll in pending_in_each_state_then_woken_then_ready
//! "`block_on` waits for a future." It waits with the thread, which then cannot run what would end
//! the wait.

use std::pin::Pin;
use std::task::{Context, Poll};

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

    fn poll(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<u64> {
        loop {
            match self.as_mut().project() {
                State::First { a, f } => {
                    let a = futures::executor::block_on(a);
                    let b = f.take().unwrap()(a);
                    self.set(Chain::Second { a, b });
                }
                State::Second { a, b } => {
                    let sum = *a + futures::executor::block_on(b);
                    self.set(Chain::Done);
                    return Poll::Ready(sum);
                }
                State::Done => panic!("polled after completion"),
            }
        }
    }
}
