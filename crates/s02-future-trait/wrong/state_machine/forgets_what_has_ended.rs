//~ late-drop in first_is_dropped_before_the_second_is_polled
//~ late-drop in dropped_at_any_time_and_all_that_it_holds_with_it
//! "`ptr::write` puts the next state in its place." It writes over the last one without dropping it.

use std::pin::Pin;
use std::ptr;
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
                    // SAFETY: none; this is the mistake.
                    unsafe {
                        ptr::write(self.as_mut().get_unchecked_mut(), Chain::Second { a, b })
                    };
                }
                State::Second { a, b } => {
                    let sum = *a + ready!(b.poll(cx));
                    // SAFETY: as above.
                    unsafe { ptr::write(self.as_mut().get_unchecked_mut(), Chain::Done) };
                    return Poll::Ready(sum);
                }
                State::Done => panic!("polled after completion"),
            }
        }
    }
}
