//! Futures that notice when they are moved after their first poll.

use std::marker::PhantomPinned;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use crate::child;
use crate::diagnosis::Diagnosis;
use crate::finding::Finding;
use crate::trace::Subject;

/// Watches a group of futures: each has to stay where it was polled first, until it is dropped.
///
/// # Examples
///
/// ```
/// use probe::{Probe, Settled};
///
/// let settled = Settled::new();
/// let mut probe = Probe::new(settled.yielding(1, 7));
/// probe.pending();
/// assert_eq!(probe.ready(), 7);
/// probe.drop_future();
/// settled.never_moved();
/// ```
#[derive(Clone, Debug, Default)]
pub struct Settled(Arc<AtomicBool>);

/// A watched future.
#[derive(Debug)]
pub struct Settler<T> {
    yields: usize,
    output: Option<T>,
    place: Option<usize>,
    moved: Arc<AtomicBool>,
    subject: Subject,
    _pinned: PhantomPinned,
}

impl Settled {
    /// Watches nothing yet.
    pub fn new() -> Settled {
        Settled::default()
    }

    /// A future that is pending for `yields` polls, wakes its task in each, and then has `output`.
    pub fn yielding<T>(&self, yields: usize, output: T) -> Settler<T> {
        Settler {
            yields,
            output: Some(output),
            place: None,
            moved: Arc::clone(&self.0),
            subject: child::numbered(),
            _pinned: PhantomPinned,
        }
    }

    /// Asks that none of them was polled in one place, and polled or dropped in another.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::MovedAfterPoll`].
    #[track_caller]
    pub fn never_moved(&self) {
        if self.0.load(Ordering::SeqCst) {
            Finding::new(Diagnosis::MovedAfterPoll)
                .note(
                    "a future was polled in one place, and polled or dropped in another",
                    "Future は、ある場所でポーリングされた後、別の場所でポーリングまたはドロップされました",
                )
                .raise();
        }
    }
}

impl<T> Settler<T> {
    fn look(&mut self) {
        let here = std::ptr::from_ref(self).addr();
        if *self.place.get_or_insert(here) != here {
            self.subject.record("in another place");
            self.moved.store(true, Ordering::SeqCst);
        }
    }
}

impl<T> Future for Settler<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        // SAFETY: the reference is used to look at the value, never to move it.
        let this = unsafe { self.get_unchecked_mut() };
        this.subject.record("poll");
        this.look();
        if this.yields > 0 {
            this.yields -= 1;
            this.subject.record("pending");
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        match this.output.take() {
            Some(output) => {
                this.subject.record("ready");
                Poll::Ready(output)
            }
            None => Finding::new(Diagnosis::PolledAfterReady).raise(),
        }
    }
}

impl<T> Drop for Settler<T> {
    fn drop(&mut self) {
        // One that was never polled may be anywhere.
        if self.place.is_some() {
            self.look();
        }
        self.subject.record("dropped");
    }
}
