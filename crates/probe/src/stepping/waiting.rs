//! A future that is polled by hand while its event comes.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::{Duration, Instant};

use super::moment::Moment;
use crate::diagnosis::Diagnosis;
use crate::finding::Finding;
use crate::os;

/// Looks at a wake that is about to come from another thread: at once, and between short naps.
const LOOKS: usize = 20;
const SHORT_NAPS: usize = 20;
const SHORT_NAP: Duration = Duration::from_micros(250);

/// How long it may take on the way to a failure: so long, and so many naps. On a busy machine a
/// nap is longer, and in each of them others have had their turn.
const PATIENCE: Duration = Duration::from_secs(1);
const NAPS: usize = 50;
const NAP: Duration = Duration::from_millis(5);

/// Polls after the event, each of which has woken its own task.
const MOST_POLLS: usize = 64;

/// A future, and the waker of its latest poll.
pub(crate) struct Waiting<F> {
    future: Pin<Box<F>>,
    wakes: Arc<Wakes>,
    waker: Waker,
}

#[derive(Default)]
struct Wakes(AtomicUsize);

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

impl<F: Future> Waiting<F> {
    /// A future that has been polled so many times, each time with another waker.
    pub(crate) fn begin(future: F, polls: usize) -> Result<Waiting<F>, Finding> {
        let wakes = Arc::new(Wakes::default());
        let mut waiting = Waiting {
            future: Box::pin(future),
            waker: Waker::from(Arc::clone(&wakes)),
            wakes,
        };
        for _ in 0..polls {
            if waiting.poll().is_ready() {
                return Err(Finding::new(Diagnosis::ReadyTooEarly).note(
                    "it was ready before the event",
                    "イベントの前に `Ready` になりました",
                ));
            }
            waiting.wakes = Arc::new(Wakes::default());
            waiting.waker = Waker::from(Arc::clone(&waiting.wakes));
        }
        Ok(waiting)
    }

    /// Never inlined, so that a poll has the same addresses each time.
    #[inline(never)]
    pub(crate) fn poll(&mut self) -> Poll<F::Output> {
        let mut context = Context::from_waker(&self.waker);
        self.future.as_mut().poll(&mut context)
    }

    /// Wakes through the waker of the latest poll.
    pub(crate) fn wakes(&self) -> usize {
        self.wakes.0.load(Ordering::SeqCst)
    }

    /// Goes on as an executor would, now that the event is over.
    pub(crate) fn end(
        &mut self,
        first: Poll<F::Output>,
        moment: &Moment,
    ) -> Result<F::Output, Finding> {
        let (mut result, mut seen) = (first, 0);
        for _ in 0..MOST_POLLS {
            match result {
                Poll::Ready(output) => return Ok(output),
                Poll::Pending if self.is_woken(seen) => {}
                Poll::Pending => return Err(self.lost(moment)),
            }
            seen = self.wakes();
            result = self.poll();
        }
        Err(Finding::new(Diagnosis::BusyPoll).note(
            format!("{MOST_POLLS} polls after the event were pending, and each woke its own task"),
            format!("イベント後の {MOST_POLLS} 回のポーリングはどれも `Pending` で、そのたびに自分のタスクを起床させました"),
        ))
    }

    /// Whether a wake has come since `seen`. It may rightly come a little later, from another
    /// thread; where nobody holds the waker any more, it cannot.
    fn is_woken(&self, seen: usize) -> bool {
        let come = || self.wakes() > seen;
        let began = Instant::now();
        for look in 0.. {
            if come() {
                return true;
            }
            // One is held here, and one by the waker that is lent.
            if Arc::strong_count(&self.wakes) <= 2 {
                return come();
            }
            if look >= LOOKS && os::nobody_moves() {
                return come();
            }
            match look {
                0..LOOKS => thread::yield_now(),
                look if look < LOOKS + SHORT_NAPS => thread::sleep(SHORT_NAP),
                look if look < LOOKS + SHORT_NAPS + NAPS => thread::sleep(NAP),
                _ if began.elapsed() < PATIENCE => thread::sleep(NAP),
                _ => break,
            }
        }
        come()
    }

    fn lost(&self, moment: &Moment) -> Finding {
        let diagnosis = match moment {
            Moment::After => Diagnosis::LostWake,
            _ => Diagnosis::RegisterRace,
        };
        let place = moment.describe();
        moment.record_lost();
        Finding::new(diagnosis).note(
            format!("{}; the poll was pending, and no wake followed", place.en),
            format!(
                "{}。ポーリングは `Pending` を返し、その後の起床がありませんでした",
                place.ja
            ),
        )
    }
}
