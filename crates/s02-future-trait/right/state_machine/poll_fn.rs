//! No type at all: a closure over a place for whichever child runs now.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Poll, ready};

pub fn chain<'a, A, B, F>(a: A, f: F) -> Pin<Box<dyn Future<Output = u64> + 'a>>
where
    A: Future<Output = u64> + 'a,
    F: FnOnce(u64) -> B + 'a,
    B: Future<Output = u64> + 'a,
{
    let mut first = Some((Box::pin(a), f));
    let mut second: Option<(u64, Pin<Box<B>>)> = None;
    Box::pin(poll_fn(move |cx| {
        if let Some((a, _)) = &mut first {
            let found = ready!(a.as_mut().poll(cx));
            if let Some((a, f)) = first.take() {
                drop(a);
                second = Some((found, Box::pin(f(found))));
            }
        }
        let (a, b) = second.as_mut().expect("polled after the end");
        let sum = *a + ready!(b.as_mut().poll(cx));
        second = None;
        Poll::Ready(sum)
    }))
}
