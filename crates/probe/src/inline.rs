//! A task that is polled inside the call of its own waker.

use std::panic::Location;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::{Duration, Instant};

/// Between two looks at the output.
const NAP: Duration = Duration::from_millis(1);

use crate::diagnosis::Diagnosis;
use crate::finding::Finding;
use crate::trace::Subject;
use crate::watchdog;

/// Polls within one call of the waker, or within the start, after which the task is busy.
const BUSY_POLLS: usize = 1000;

/// A task whose waker polls it on the spot. An executor may do that, so whoever calls a waker
/// must not hold a lock that the poll needs.
pub struct InlineTask<F: Future>(Arc<Task<F>>);

struct Task<F: Future> {
    state: Mutex<State<F>>,
    /// A wake came while the task was being polled.
    again: AtomicBool,
    /// Polls inside a call of the waker that found nothing.
    in_vain: AtomicUsize,
    /// Where the task was started: what is found later on is shown there.
    place: &'static Location<'static>,
    subject: Subject,
}

struct State<F: Future> {
    future: Option<Pin<Box<F>>>,
    output: Option<F::Output>,
}

impl<F> InlineTask<F>
where
    F: Future + Send + 'static,
    F::Output: Send,
{
    /// Starts the task: polls the future once, and again as long as it wakes itself.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::BlockingPoll`] where a poll naps, and with [`Diagnosis::BusyPoll`] where
    /// polls without end wake their own task. So does a call of the waker later on; there, a poll
    /// that waits for a lock ends the process with [`Diagnosis::WakeUnderLock`].
    #[track_caller]
    pub fn start(future: F) -> InlineTask<F> {
        static NUMBERS: AtomicU32 = AtomicU32::new(0);
        let subject = Subject::new("task", &NUMBERS);
        subject.record_at("begins", Location::caller());
        let task = Arc::new(Task {
            subject,
            state: Mutex::new(State {
                future: Some(Box::pin(future)),
                output: None,
            }),
            again: AtomicBool::new(true),
            in_vain: AtomicUsize::new(0),
            place: Location::caller(),
        });
        Arc::clone(&task).run(Diagnosis::BlockingPoll);
        InlineTask(task)
    }

    /// How many polls inside a call of the waker have found nothing: a wake came too early, even if
    /// another one followed.
    pub fn polls_in_vain(&self) -> usize {
        self.0.in_vain.load(Ordering::SeqCst)
    }

    /// Takes the output, once there is one.
    pub fn output(&self) -> Option<F::Output> {
        let mut state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.output.take()
    }

    /// [`output`](InlineTask::output), for which a waker that is called from another thread has
    /// some time.
    pub fn output_within(&self, patience: Duration) -> Option<F::Output> {
        let until = Instant::now() + patience;
        loop {
            let output = self.output();
            if output.is_some() || Instant::now() >= until {
                return output;
            }
            thread::sleep(NAP);
        }
    }
}

impl<F> Task<F>
where
    F: Future + Send + 'static,
    F::Output: Send,
{
    /// `asleep` is what a poll that does not come back has done.
    fn run(self: Arc<Self>, asleep: Diagnosis) {
        let waker = Waker::from(Arc::clone(&self));
        let mut context = Context::from_waker(&waker);
        let mut polls = 0;
        while self.again.load(Ordering::SeqCst) {
            let mut state = match self.state.try_lock() {
                Ok(state) => state,
                Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                // Whoever polls now looks at `again` afterwards.
                Err(TryLockError::WouldBlock) => return,
            };
            self.again.store(false, Ordering::SeqCst);
            let Some(future) = &mut state.future else {
                continue;
            };
            polls += 1;
            self.subject.record("poll");
            let nap = Diagnosis::BlockingPoll;
            let poll = watchdog::watch_short_at(self.place, asleep, nap, || {
                future.as_mut().poll(&mut context)
            });
            if let Poll::Ready(output) = poll {
                self.subject.record("ready");
                state.future = None;
                state.output = Some(output);
                continue;
            }
            self.subject.record("pending");
            if asleep == Diagnosis::WakeUnderLock {
                self.in_vain.fetch_add(1, Ordering::SeqCst);
            }
            if polls == BUSY_POLLS {
                Finding::new(Diagnosis::BusyPoll)
                    .note(
                        format!("{polls} polls in a row woke their own task"),
                        format!("{polls} 回続けて、ポーリングが自分のタスクを起床させました"),
                    )
                    .raise_at(self.place);
            }
        }
    }
}

impl<F> Wake for Task<F>
where
    F: Future + Send + 'static,
    F::Output: Send,
{
    fn wake(self: Arc<Self>) {
        self.subject.record("woken");
        self.again.store(true, Ordering::SeqCst);
        self.run(Diagnosis::WakeUnderLock);
    }
}
