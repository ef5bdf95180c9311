//! with_timeout: a limit on how long a future may take.
//! Task and hints: `cargo xtask lesson with_timeout`, `cargo xtask hint with_timeout`
//! 日本語: exercises/s02-future-trait/with_timeout.ja.md

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project::pin_project;

/// The time was over before the work was done.
#[derive(Debug, PartialEq)]
pub struct Elapsed;

/// Runs `f` for `d` at most: its output, or [`Elapsed`].
pub fn with_timeout<F: Future>(
    f: F,
    d: Duration,
) -> impl Future<Output = Result<F::Output, Elapsed>> {
    WithTimeout { f, d }
}

#[pin_project]
struct WithTimeout<F> {
    #[pin]
    f: F,
    // TODO: a length of time wakes nobody
    d: Duration,
}

impl<F: Future> Future for WithTimeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<F::Output, Elapsed>> {
        let this = self.project();
        let _ = (this.f, this.d);
        todo!("two things may have happened: which of them comes first, and who gets {cx:?}?")
    }
}
