//! The turns are those of tokio, which gives them elsewhere too.

use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

pin_project! {
    pub struct Countdown<F> {
        #[pin]
        turns: F,
    }
}

impl Countdown<()> {
    #[expect(clippy::new_ret_no_self, reason = "the type of the block has no name")]
    pub fn new(left: u32) -> Countdown<impl Future<Output = &'static str>> {
        let turns = async move {
            for _ in 0..left {
                tokio::task::yield_now().await;
            }
            "liftoff"
        };
        Countdown { turns }
    }
}

impl<F: Future> Future for Countdown<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        self.project().turns.poll(cx)
    }
}
