//! One place for whatever is left to do, behind a pointer; the step says what comes next.

use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

type Step<'a> = Pin<Box<dyn Future<Output = u64> + 'a>>;

pub struct Chain<'a> {
    now: Option<Step<'a>>,
    next: Option<Box<dyn FnOnce(u64) -> Step<'a> + 'a>>,
    sum: u64,
}

pub fn chain<'a, A, B, F>(a: A, f: F) -> Chain<'a>
where
    A: Future<Output = u64> + 'a,
    F: FnOnce(u64) -> B + 'a,
    B: Future<Output = u64> + 'a,
{
    Chain {
        now: Some(Box::pin(a)),
        next: Some(Box::new(move |a| Box::pin(f(a)))),
        sum: 0,
    }
}

impl Future for Chain<'_> {
    type Output = u64;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u64> {
        while let Some(now) = &mut self.now {
            let Poll::Ready(found) = now.as_mut().poll(cx) else {
                return Poll::Pending;
            };
            self.sum += found;
            self.now = None;
            self.now = self.next.take().map(|next| next(found));
            if self.now.is_none() {
                return Poll::Ready(mem::take(&mut self.sum));
            }
        }
        unreachable!("polled after its end");
    }
}
