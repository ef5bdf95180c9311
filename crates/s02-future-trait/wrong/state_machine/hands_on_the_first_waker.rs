//~ stale-waker in latest_waker_is_woken
//! "The waker is that of the task, once is enough." The task has moved, and the child wakes an empty
//! place.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

pub struct Chain<'a> {
    inner: Pin<Box<dyn Future<Output = u64> + 'a>>,
    waker: Option<Waker>,
}

pub fn chain<'a, A, B, F>(a: A, f: F) -> Chain<'a>
where
    A: Future<Output = u64> + 'a,
    F: FnOnce(u64) -> B + 'a,
    B: Future<Output = u64> + 'a,
{
    let inner = Box::pin(async move {
        let a = a.await;
        a + f(a).await
    });
    Chain { inner, waker: None }
}

impl Future for Chain<'_> {
    type Output = u64;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u64> {
        let waker = self.waker.get_or_insert_with(|| cx.waker().clone()).clone();
        self.inner.as_mut().poll(&mut Context::from_waker(&waker))
    }
}
