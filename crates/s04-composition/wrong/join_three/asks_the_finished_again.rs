//~ polled-after-ready in takes_as_long_as_the_longest
//! "Poll all three until all three are ready." They are not ready in the same poll: the one that is
//! done early is polled again, and its result is gone.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use s04_composition::tasks::{task_a, task_b, task_c};

pub async fn run_all() -> (String, String, String) {
    let (mut a, mut b, mut c) = (pin!(task_a()), pin!(task_b()), pin!(task_c()));
    poll_fn(|cx| {
        let polls = (
            a.as_mut().poll(cx),
            b.as_mut().poll(cx),
            c.as_mut().poll(cx),
        );
        match polls {
            (Poll::Ready(a), Poll::Ready(b), Poll::Ready(c)) => Poll::Ready((a, b, c)),
            _ => Poll::Pending,
        }
    })
    .await
}
