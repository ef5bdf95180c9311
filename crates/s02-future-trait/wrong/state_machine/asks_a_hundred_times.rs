//~ busy-poll in waiting_children_wake_the_task_and_nobody_else
//! "Perhaps it is ready the next time I ask." Nothing can have happened in between, but that the thread
//! had no time for anybody else.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

pub async fn chain<A, B, F>(a: A, f: F) -> u64
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    let a = patiently(a).await;
    a + patiently(f(a)).await
}

async fn patiently<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    poll_fn(|cx| {
        for _ in 0..100 {
            if let Poll::Ready(output) = future.as_mut().poll(cx) {
                return Poll::Ready(output);
            }
        }
        Poll::Pending
    })
    .await
}
