//~ late-drop in first_is_dropped_before_the_second_is_polled
//! "A flag says which step it is." The first future is done, and keeps what it holds (a connection,
//! a lock) until the second is done as well.

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
        if this.found.is_none() {
            let a = ready!(this.a.poll(cx));
            *this.found = Some(a);
            this.b.set(this.f.take().map(|f| f(a)));
        }
        let a = this.found.unwrap();
        let b = this.b.as_mut().as_pin_mut().expect("polled again");
        let sum = a + ready!(b.poll(cx));
        this.b.set(None);
        Poll::Ready(sum)
    }
}
