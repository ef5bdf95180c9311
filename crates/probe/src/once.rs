//! Futures that say so when they are polled again after their end.

use std::pin::Pin;
use std::task::{Context, Poll};

use crate::diagnosis::Diagnosis;
use crate::finding::Finding;

/// The same future, which fails the test with [`Diagnosis::PolledAfterReady`] instead of panicking
/// in its own words.
pub fn once<F: Future>(future: F) -> Once<F> {
    Once(Some(Box::pin(future)))
}

/// See [`once`].
pub struct Once<F>(Option<Pin<Box<F>>>);

impl<F: Future> Future for Once<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let Some(future) = &mut self.0 else {
            Finding::new(Diagnosis::PolledAfterReady)
                .note(
                    "polled once more after its `Ready`",
                    "`Ready` の後に、もう一度ポーリングされました",
                )
                .raise();
        };
        let poll = future.as_mut().poll(context);
        if poll.is_ready() {
            self.0 = None;
        }
        poll
    }
}
