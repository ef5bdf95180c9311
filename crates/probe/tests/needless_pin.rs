//! `needless-pin`: it could move at any time, and does not say so.

mod support;

use std::marker::PhantomPinned;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use probe::{Diagnosis, demand, implements};
use support::{caught, passes};

mod bad {
    use std::pin::Pin;
    use std::task::{Context, Poll};

    /// Ready at once, with its value.
    pub struct Given<T>(pub Option<T>);

    impl<T> Future for Given<T> {
        type Output = T;

        fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
            // SAFETY: the value leaves its place, and nobody has pinned it there.
            let this = unsafe { self.get_unchecked_mut() };
            Poll::Ready(this.0.take().expect("polled after `Ready`"))
        }
    }
}

mod good {
    use std::pin::Pin;
    use std::task::{Context, Poll};

    /// Ready at once, with its value.
    pub struct Given<T>(pub Option<T>);

    impl<T> Unpin for Given<T> {}

    impl<T> Future for Given<T> {
        type Output = T;

        fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
            Poll::Ready(self.get_mut().0.take().expect("polled after `Ready`"))
        }
    }
}

/// A value that is handed on is not pinned, whatever it is.
macro_rules! may_move {
    ($future:ty) => {
        demand(
            implements!($future: Unpin),
            Diagnosis::NeedlessPin,
            "it is not `Unpin`",
            "`Unpin` ではありません",
        )
    };
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::NeedlessPin, || {
        may_move!(bad::Given<PhantomPinned>)
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        may_move!(good::Given<PhantomPinned>);
        let mut context = Context::from_waker(Waker::noop());
        let mut given = good::Given(Some(PhantomPinned));
        assert!(Pin::new(&mut given).poll(&mut context).is_ready());
    });
}

#[test]
fn parameter_that_is_unpin_passes() {
    passes(|| {
        may_move!(bad::Given<u32>);
        let mut context = Context::from_waker(Waker::noop());
        let mut given = bad::Given(Some(7));
        assert_eq!(Pin::new(&mut given).poll(&mut context), Poll::Ready(7));
    });
}
