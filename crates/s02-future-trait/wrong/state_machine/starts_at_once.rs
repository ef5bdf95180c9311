//~ eager-start in nothing_runs_before_the_first_poll
//! "The first step can begin at once, that saves time." A future that nobody polls must do nothing;
//! perhaps nobody ever will.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

pub fn chain<'a, A, B, F>(a: A, f: F) -> Pin<Box<dyn Future<Output = u64> + 'a>>
where
    A: Future<Output = u64> + 'a,
    F: FnOnce(u64) -> B + 'a,
    B: Future<Output = u64> + 'a,
{
    let mut a = Box::pin(a);
    let begun = a.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    Box::pin(async move {
        let a = match begun {
            Poll::Ready(output) => {
                drop(a);
                output
            }
            Poll::Pending => a.await,
        };
        a + f(a).await
    })
}
