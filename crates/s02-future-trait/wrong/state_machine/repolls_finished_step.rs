//~ polled-after-ready in pending_in_each_state_then_woken_then_ready
//~ polled-after-ready in each_child_is_polled_until_it_is_ready_and_no_more
//! "Poll both, in their order, each time." The first has given its output already, and must not be
//! asked again.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use pin_project::pin_project;

#[pin_project]
pub struct Chain<A, B, F> {
    #[pin]
    a: A,
    f: Option<F>,
    found: Option<u64>,
    #[pin]
    b: Option<B>,
}

pub fn chain<A, B, F>(a: A, f: F) -> Chain<A, B, F>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    Chain {
        a,
        f: Some(f),
        found: None,
        b: None,
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
        let mut this = self.project();
        let a = ready!(this.a.poll(cx));
        *this.found = Some(a);
        if let Some(f) = this.f.take() {
            this.b.set(Some(f(a)));
        }
        let b = this.b.as_pin_mut().expect("made from the first output");
        b.poll(cx).map(|b| a + b)
    }
}
