//~ needless-wake in waiting_children_wake_the_task_and_nobody_else
//! "After the change of state somebody should look again soon." The second future has just been polled,
//! and has taken the waker: it knows when.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

pub enum Chain<A, B, F> {
    First(Pin<Box<A>>, Option<F>),
    Second(u64, Pin<Box<B>>),
    Done,
}

impl<A, B, F> Unpin for Chain<A, B, F> {}

pub fn chain<A, B, F>(a: A, f: F) -> Chain<A, B, F>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    Chain::First(Box::pin(a), Some(f))
}

impl<A, B, F> Future for Chain<A, B, F>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    type Output = u64;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u64> {
        let this = self.get_mut();
        let mut has_changed = false;
        if let Chain::First(first, f) = this {
            let a = ready!(first.as_mut().poll(cx));
            let f = f.take().expect("the first state has it");
            *this = Chain::Second(a, Box::pin(f(a)));
            has_changed = true;
        }
        let Chain::Second(a, second) = this else {
            panic!("polled after `Ready`");
        };
        let a = *a;
        match second.as_mut().poll(cx) {
            Poll::Ready(b) => {
                *this = Chain::Done;
                Poll::Ready(a + b)
            }
            Poll::Pending => {
                if has_changed {
                    cx.waker().wake_by_ref();
                }
                Poll::Pending
            }
        }
    }
}
