//~ moved-after-poll in children_stay_where_they_were_polled
//! "`Unpin` gives me `get_mut`." It also gives everybody else leave to move the whole, and the children
//! in it, between two polls.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

pub struct Chain<A, B, F> {
    a: Option<A>,
    f: Option<F>,
    b: Option<B>,
    found: u64,
}

impl<A, B, F> Unpin for Chain<A, B, F> {}

pub fn chain<A, B, F>(a: A, f: F) -> Chain<A, B, F>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    Chain {
        a: Some(a),
        f: Some(f),
        b: None,
        found: 0,
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
        let this = self.get_mut();
        if let Some(a) = &mut this.a {
            // SAFETY: none; this is the mistake.
            this.found = ready!(unsafe { Pin::new_unchecked(a) }.poll(cx));
            this.a = None;
            this.b = this.f.take().map(|f| f(this.found));
        }
        let b = this.b.as_mut().expect("polled after completion");
        // SAFETY: as above.
        let b = ready!(unsafe { Pin::new_unchecked(b) }.poll(cx));
        this.b = None;
        Poll::Ready(this.found + b)
    }
}
