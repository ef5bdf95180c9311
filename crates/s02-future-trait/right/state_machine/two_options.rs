//! A struct with a place for each child; a place is emptied as soon as its child has ended.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use pin_project_lite::pin_project;

pin_project! {
    pub struct Chain<A, B, F> {
        #[pin]
        a: Option<A>,
        f: Option<F>,
        found: u64,
        #[pin]
        b: Option<B>,
    }
}

pub fn chain<A, B, F>(a: A, f: F) -> Chain<A, B, F>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    Chain {
        a: Some(a),
        f: Some(f),
        found: 0,
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
        if let Some(a) = this.a.as_mut().as_pin_mut() {
            *this.found = ready!(a.poll(cx));
            this.a.set(None);
            this.b.set(this.f.take().map(|f| f(*this.found)));
        }
        let b = this.b.as_mut().as_pin_mut().expect("polled again");
        let sum = *this.found + ready!(b.poll(cx));
        this.b.set(None);
        Poll::Ready(sum)
    }
}
