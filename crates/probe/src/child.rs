//! Futures for an answer to drive, which remember how they were driven.

use std::fmt::Display;
use std::marker::PhantomPinned;
use std::panic::Location;
use std::pin::Pin;
use std::sync::atomic::AtomicU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use crate::diagnosis::Diagnosis;
use crate::finding::Finding;
use crate::trace::Subject;

/// A future that is pending until it is told its output, or for a number of polls. Like the
/// future of an `async fn` it is not `Unpin`.
///
/// # Examples
///
/// ```
/// use probe::{Child, Probe};
///
/// let (child, view) = Child::waiting();
/// let mut probe = Probe::new(child);
/// probe.pending();
/// view.finish(7);
/// probe.woken();
/// assert_eq!(probe.ready(), 7);
/// ```
pub struct Child<T> {
    record: Arc<Mutex<Record<T>>>,
    _pinned: PhantomPinned,
}

/// The other end of a [`Child`]: finishes it, and tells what happened to it.
pub struct ChildView<T> {
    record: Arc<Mutex<Record<T>>>,
}

struct Record<T> {
    output: Option<T>,
    /// Polls that are still to return `Pending`, each waking the task at once.
    yields: usize,
    waker: Option<Waker>,
    polls: usize,
    ready: bool,
    polls_after_ready: usize,
    dropped: bool,
    subject: Subject,
}

impl<T> Child<T> {
    /// A child that is pending until [`ChildView::finish`].
    pub fn waiting() -> (Child<T>, ChildView<T>) {
        Child::with(None, 0, numbered())
    }

    /// The same with a name, which a trace tells.
    pub fn waiting_as(name: impl Display) -> (Child<T>, ChildView<T>) {
        Child::with(None, 0, Subject::named("child", &name))
    }

    /// The same, of which a trace tells nothing: for one that is polled thousands of times.
    pub fn waiting_unseen() -> (Child<T>, ChildView<T>) {
        Child::with(None, 0, Subject::default())
    }

    /// A child that is pending for `yields` polls, wakes its task in each, and then has `output`.
    pub fn yielding(yields: usize, output: T) -> (Child<T>, ChildView<T>) {
        Child::with(Some(output), yields, numbered())
    }

    fn with(output: Option<T>, yields: usize, subject: Subject) -> (Child<T>, ChildView<T>) {
        let record = Arc::new(Mutex::new(Record {
            output,
            yields,
            waker: None,
            polls: 0,
            ready: false,
            polls_after_ready: 0,
            dropped: false,
            subject,
        }));
        let view = ChildView {
            record: Arc::clone(&record),
        };
        let child = Child {
            record,
            _pinned: PhantomPinned,
        };
        (child, view)
    }
}

impl<T> Future for Child<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let mut record = lock(&self.record);
        record.polls += 1;
        record.subject.record("poll");
        if record.ready {
            // A panic here would end the test with the child's words instead of the diagnosis.
            record.polls_after_ready += 1;
            return Poll::Pending;
        }
        if record.yields > 0 {
            record.yields -= 1;
            record.subject.record("wakes its task");
            record.subject.record("pending");
            drop(record);
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        match record.output.take() {
            Some(output) => {
                record.ready = true;
                record.subject.record("ready");
                Poll::Ready(output)
            }
            None => {
                record.subject.record("pending");
                record.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl<T> Drop for Child<T> {
    fn drop(&mut self) {
        let mut record = lock(&self.record);
        record.dropped = true;
        record.subject.record("dropped");
        record.waker = None;
    }
}

impl<T> ChildView<T> {
    /// Gives the child its output and wakes whoever polled it last.
    #[track_caller]
    pub fn finish(&self, output: T) {
        let waker = {
            let mut record = lock(&self.record);
            record.subject.record_at("finished", Location::caller());
            record.output = Some(output);
            record.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Wakes the task without giving it anything to see.
    pub fn wake(&self) {
        let waker = lock(&self.record).waker.clone();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Polls so far.
    pub fn polls(&self) -> usize {
        lock(&self.record).polls
    }

    /// Whether the child has returned `Ready`.
    pub fn is_done(&self) -> bool {
        lock(&self.record).ready
    }

    /// Whether the child has been dropped.
    pub fn is_dropped(&self) -> bool {
        lock(&self.record).dropped
    }

    /// Fails where the child still lives; `en` and `ja` say what it is. For after the drop of what
    /// held it.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::LateDrop`].
    #[track_caller]
    pub fn dropped_with_the_whole(&self, en: &str, ja: &str) {
        if !self.is_dropped() {
            Finding::new(Diagnosis::LateDrop)
                .note(
                    format!("the whole was dropped, and {en} still lives"),
                    format!("全体がドロップされましたが、{ja}がまだ生きています"),
                )
                .raise();
        }
    }

    /// Fails where the child was polled after it had returned `Ready`.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::PolledAfterReady`].
    #[track_caller]
    pub fn never_polled_after_ready(&self) {
        let times = lock(&self.record).polls_after_ready;
        if times > 0 {
            Finding::new(Diagnosis::PolledAfterReady)
                .note(
                    format!("polled {times} times after its `Ready`"),
                    format!("`Ready` の後に {times} 回ポーリングされました"),
                )
                .raise();
        }
    }
}

/// The next future that an answer is given to drive.
pub(crate) fn numbered() -> Subject {
    static NUMBERS: AtomicU32 = AtomicU32::new(0);
    Subject::new("child", &NUMBERS)
}

fn lock<T>(record: &Mutex<Record<T>>) -> MutexGuard<'_, Record<T>> {
    record.lock().unwrap_or_else(PoisonError::into_inner)
}
