//! `moved-after-poll`: polled in one place, and used in another.

#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "there is no reason: that is the example"
)]

mod support;

use std::future::poll_fn;
use std::task::{Context, Poll, Waker};

use probe::{Diagnosis, Settled, Settler};
use support::{caught, passes};

mod bad {
    use std::pin::Pin;
    use std::task::Context;

    /// Polls a future once and hands it on.
    pub fn begin<F: Future>(mut future: F, cx: &mut Context<'_>) -> F {
        let pinned = unsafe { Pin::new_unchecked(&mut future) };
        let _ = pinned.poll(cx);
        future
    }
}

mod good {
    use std::pin::Pin;
    use std::task::Context;

    /// Polls a future once and hands it on.
    pub fn begin<F: Future>(future: F, cx: &mut Context<'_>) -> Pin<Box<F>> {
        let mut pinned = Box::pin(future);
        let _ = pinned.as_mut().poll(cx);
        pinned
    }
}

/// What is handed on is put into a box of its own, and dropped there.
fn stays<H>(begin: impl Fn(Settler<()>, &mut Context<'_>) -> H) {
    let settled = Settled::new();
    let mut context = Context::from_waker(Waker::noop());
    drop(Box::new(begin(settled.yielding(1, ()), &mut context)));
    settled.never_moved();
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::MovedAfterPoll, || stays(bad::begin));
}

#[test]
fn good_example_passes() {
    passes(|| stays(good::begin));
}

#[test]
fn moved_before_the_first_poll_passes() {
    passes(|| stays(|future, cx| good::begin(*Box::new(future), cx)));
    passes(|| {
        let moved = poll_fn(|_| Poll::Ready(7));
        let mut boxed = Box::pin(moved);
        let mut context = Context::from_waker(Waker::noop());
        assert_eq!(boxed.as_mut().poll(&mut context), Poll::Ready(7));
    });
}
