//! A closure over boxes, which itself lies in none: whether it is `Unpin` depends on `f` alone.

use std::future::poll_fn;
use std::task::{Poll, ready};

pub fn chain<A, B, F>(a: A, f: F) -> impl Future<Output = u64>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    let mut first = Some(Box::pin(a));
    let mut f = Some(f);
    let mut found = 0;
    let mut second = None;
    poll_fn(move |cx| {
        if let Some(a) = &mut first {
            found = ready!(a.as_mut().poll(cx));
            first = None;
            second = f.take().map(|f| Box::pin(f(found)));
        }
        let b = second.as_mut().expect("polled after the end");
        let sum = found + ready!(b.as_mut().poll(cx));
        second = None;
        Poll::Ready(sum)
    })
}
