//! A future that waits for two others, written by hand, and used twice.

use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project::pin_project;
use s04_composition::tasks::{task_a, task_b, task_c};

#[pin_project]
struct Both<A: Future, B: Future> {
    #[pin]
    a: A,
    #[pin]
    b: B,
    outputs: (Option<A::Output>, Option<B::Output>),
}

fn both<A: Future, B: Future>(a: A, b: B) -> Both<A, B> {
    let outputs = (None, None);
    Both { a, b, outputs }
}

impl<A: Future, B: Future> Future for Both<A, B> {
    type Output = (A::Output, B::Output);

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let (a, b) = this.outputs;
        if a.is_none()
            && let Poll::Ready(output) = this.a.poll(cx)
        {
            *a = Some(output);
        }
        if b.is_none()
            && let Poll::Ready(output) = this.b.poll(cx)
        {
            *b = Some(output);
        }
        match (a.take(), b.take()) {
            (Some(a), Some(b)) => Poll::Ready((a, b)),
            (one, other) => {
                (*a, *b) = (one, other);
                Poll::Pending
            }
        }
    }
}

pub async fn run_all() -> (String, String, String) {
    let (a, (b, c)) = both(task_a(), both(task_b(), task_c())).await;
    (a, b, c)
}
