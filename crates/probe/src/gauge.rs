//! How much is in flight.

use std::fmt::Display;
use std::sync::atomic::AtomicU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::diagnosis::Diagnosis;
use crate::finding::Finding;
use crate::trace::Subject;

/// Counts the calls that are in flight, and the most there ever were. The fakes that an answer is
/// given carry one.
///
/// # Examples
///
/// ```
/// let gauge = probe::Gauge::new();
/// let first = gauge.enter();
/// drop(gauge.enter());
/// drop(first);
/// assert_eq!((gauge.now(), gauge.peak(), gauge.total()), (0, 2, 2));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Gauge(Arc<Mutex<Counts>>);

#[derive(Debug, Default)]
struct Counts {
    now: usize,
    peak: usize,
    total: usize,
}

/// A call in flight; it is over when this is dropped.
#[derive(Debug)]
pub struct InFlight {
    gauge: Gauge,
    subject: Subject,
}

impl Gauge {
    /// A gauge at zero.
    pub fn new() -> Gauge {
        Gauge::default()
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins a call.
    pub fn enter(&self) -> InFlight {
        static NUMBERS: AtomicU32 = AtomicU32::new(0);
        self.begin(Subject::new("call", &NUMBERS))
    }

    /// Begins a call that has a name, which a trace tells.
    pub fn enter_as(&self, name: impl Display) -> InFlight {
        self.begin(Subject::named("call", &name))
    }

    fn begin(&self, subject: Subject) -> InFlight {
        subject.record("begins");
        let mut counts = self.counts();
        counts.now += 1;
        counts.total += 1;
        counts.peak = counts.peak.max(counts.now);
        InFlight {
            gauge: self.clone(),
            subject,
        }
    }

    /// Calls in flight now.
    pub fn now(&self) -> usize {
        self.counts().now
    }

    /// The most that ever were in flight at a time.
    pub fn peak(&self) -> usize {
        self.counts().peak
    }

    /// Calls begun so far.
    pub fn total(&self) -> usize {
        self.counts().total
    }

    /// Asks that never more than `limit` calls were in flight.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::UnboundedConcurrency`].
    #[track_caller]
    pub fn at_most(&self, limit: usize) {
        let peak = self.peak();
        if peak > limit {
            Finding::new(Diagnosis::UnboundedConcurrency)
                .note(
                    format!("{peak} calls were in flight at a time; the limit is {limit}"),
                    format!("同時に {peak} 個の呼び出しが進行していました (上限は {limit} 個)"),
                )
                .raise();
        }
    }

    /// Asks that so many calls were in flight at a time.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::SequentialAwait`] where there were fewer.
    #[track_caller]
    pub fn at_least(&self, asked: usize) {
        let peak = self.peak();
        if peak < asked {
            Finding::new(Diagnosis::SequentialAwait)
                .note(
                    format!("no more than {peak} calls were in flight at a time; {asked} can be"),
                    format!(
                        "同時に進行した呼び出しは最大 {peak} 個でした ({asked} 個まで可能です)"
                    ),
                )
                .raise();
        }
    }

    /// Asks that no call is in flight any more.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::WorksAfterDrop`].
    #[track_caller]
    pub fn is_idle(&self) {
        let now = self.now();
        if now > 0 {
            Finding::new(Diagnosis::WorksAfterDrop)
                .note(
                    format!("{now} calls are still in flight"),
                    format!("{now} 個の呼び出しがまだ進行中です"),
                )
                .raise();
        }
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.gauge.counts().now -= 1;
        self.subject.record("ends");
    }
}
