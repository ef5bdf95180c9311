//! Moves a future between its polls, where its type says that it may be moved.

use std::pin::{Pin, pin};
use std::task::{Context, Waker};

use probe::{Diagnosis, watch};

/// Polls a future so often, or to its end, and then drops it. One that is `Unpin` is moved after
/// each poll: it has claimed that it does not mind.
macro_rules! poll_and_move {
    ($future:expr, $polls:expr) => {{
        // The name of the type's own method wins, where its `Unpin` is there; the trait's is the
        // other one.
        #[allow(unused_imports, reason = "where the future is `Unpin`")]
        use $crate::moves::Stays as _;
        $crate::moves::Whole($future).poll_and_move($polls)
    }};
}

pub(crate) use poll_and_move;

/// What [`poll_and_move`] takes.
pub struct Whole<F>(pub F);

impl<F: Future + Unpin> Whole<F> {
    #[track_caller]
    pub fn poll_and_move(self, polls: usize) {
        let mut context = Context::from_waker(Waker::noop());
        let mut here = Box::new(self.0);
        watch(Diagnosis::BlockingPoll, || {
            for _ in 0..polls {
                if Pin::new(&mut *here).poll(&mut context).is_ready() {
                    break;
                }
                // The old box is there until the new one is.
                let there = Box::new(*here);
                here = there;
            }
            drop(here);
        });
    }
}

// No answer need have a use for it.
const _: fn() = || Whole(std::future::ready(())).poll_and_move(0);

/// A future that must not be moved.
#[allow(dead_code, reason = "where the future is `Unpin`")]
pub trait Stays {
    #[track_caller]
    fn poll_and_move(self, polls: usize);
}

impl<F: Future> Stays for Whole<F> {
    #[track_caller]
    fn poll_and_move(self, polls: usize) {
        let mut context = Context::from_waker(Waker::noop());
        let mut whole = pin!(self.0);
        watch(Diagnosis::BlockingPoll, || {
            let mut poll = |_| whole.as_mut().poll(&mut context).is_pending();
            let _ = (0..polls).all(&mut poll);
        });
    }
}
