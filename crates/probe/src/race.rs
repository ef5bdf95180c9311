//! Events placed into the narrow windows where wakes are lost.

use std::hint::spin_loop;
use std::panic::resume_unwind;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, JoinHandle, Thread};
use std::time::{Duration, Instant};

use crate::diagnosis::Diagnosis;
use crate::os::{self, Activity, ThreadId};
use crate::probe::{PATIENCE, Probe};
use crate::waker::Waited;
use crate::watchdog;

/// How long one side of a race waits for the other where the system cannot tell that the other is
/// asleep. Too short a time misses a mistake; it never accuses a right answer.
const WINDOW: Duration = Duration::from_millis(50);

/// Polls nobody asked for, in [`Probe::spurious_polls`].
pub const SPURIOUS_POLLS: usize = 32;

/// Clones of a waker, and threads, that may remain after all of them.
pub const SPURIOUS_REMAINS: usize = 4;

/// How long threads and clones may take to go, on the way to a failure only.
const SETTLE: Duration = Duration::from_millis(500);

impl<F: Future> Probe<F> {
    /// Polls, and lets `event` happen on another thread while the future clones the waker: after
    /// it has looked at its state, before it has registered. Then runs the future to its end.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::RegisterRace`] where the event is lost, and as [`Probe::woken`].
    #[track_caller]
    pub fn event_while_registering(&mut self, event: impl FnOnce() + Send + 'static) -> F::Output {
        let event = Arc::new(Mutex::new(Some(event)));
        let started: Arc<Mutex<Option<JoinHandle<()>>>> = Arc::default();
        let (fired, handle) = (Arc::clone(&event), Arc::clone(&started));
        self.ledger().on_next_clone(move || {
            if let Some(event) = take(&fired) {
                let racer = Racer::start(event);
                racer.until_over_or_asleep();
                *handle.lock().unwrap_or_else(PoisonError::into_inner) = Some(racer.handle);
            }
        });
        let first = self.poll();
        self.ledger().forget_clone_hook();
        if let Some(thread) = take(&started) {
            // The event can only be blocked by the poll, and the poll is over.
            thread.join().expect("the event did not panic");
        }
        if let Poll::Ready(output) = first {
            return output;
        }
        if let Some(event) = take(&event) {
            event(); // no clone was made, so there was no window
            self.woken();
        } else if self.wait_for_wake() != Waited::Woken {
            self.finding(Diagnosis::RegisterRace)
                .note(
                    "the event came while the waker was being cloned; no wake followed",
                    "waker の複製中にイベントが起きましたが、その後の起床がありませんでした",
                )
                .raise();
        }
        self.run(0)
    }

    /// Polls, then lets `event` happen on another thread, and polls again while that thread is
    /// still inside the call of the waker: by then the result must be in place.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::EarlyWake`] where that poll sees nothing and no other wake follows, and
    /// as [`Probe::woken`].
    #[track_caller]
    pub fn event_seen_from_wake(&mut self, event: impl FnOnce() + Send + 'static) -> F::Output {
        self.pending();
        let polled = Arc::new(AtomicBool::new(false));
        let (done, harness) = (Arc::clone(&polled), os::this_thread());
        let this = thread::current().id();
        self.ledger().on_wake(move || {
            if thread::current().id() != this {
                hold_until(&done, harness);
            }
        });
        let thread = Racer::start(event);
        self.woken();
        let second = self.poll();
        polled.store(true, Ordering::SeqCst);
        thread.handle.join().expect("the event did not panic");
        if let Poll::Ready(output) = second {
            return output;
        }
        if self.wait_for_wake() != Waited::Woken {
            self.finding(Diagnosis::EarlyWake)
                .note(
                    "the poll that followed the wake saw nothing new, and no other wake came",
                    "起床後のポーリングでは何も変わっておらず、その後の起床もありませんでした",
                )
                .raise();
        }
        self.run(0)
    }

    /// Polls [`SPURIOUS_POLLS`] times although nobody woke the task. The future must stay
    /// `Pending`, and no more than [`SPURIOUS_REMAINS`] clones of the waker, or threads, may
    /// remain.
    ///
    /// Threads are counted on Linux only, and those with a name of their own are not seen;
    /// elsewhere the clones that such threads hold tell.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::ReadyTooEarly`], [`Diagnosis::ThreadPerPoll`], or
    /// [`Diagnosis::WakerPileUp`].
    #[track_caller]
    pub fn spurious_polls(&mut self) {
        let crowd = Crowd::begin();
        for _ in 0..SPURIOUS_POLLS {
            self.pending();
        }
        self.little_remains(&crowd);
    }

    /// [`spurious_polls`](Probe::spurious_polls) with another waker each time, as for a task that
    /// keeps moving.
    ///
    /// # Panics
    ///
    /// As [`spurious_polls`](Probe::spurious_polls).
    #[track_caller]
    pub fn spurious_polls_with_new_wakers(&mut self) {
        let crowd = Crowd::begin();
        for _ in 0..SPURIOUS_POLLS {
            if self.poll_with_new_waker().is_ready() {
                self.finding(Diagnosis::ReadyTooEarly).raise();
            }
        }
        self.little_remains(&crowd);
    }

    #[track_caller]
    fn little_remains(&self, crowd: &Crowd) {
        let threads = crowd.settled(SPURIOUS_REMAINS);
        if threads > SPURIOUS_REMAINS {
            self.finding(Diagnosis::ThreadPerPoll)
                .note(
                    format!("{SPURIOUS_POLLS} polls left {threads} threads behind"),
                    format!("{SPURIOUS_POLLS} 回のポーリングで {threads} 個のスレッドが残りました"),
                )
                .raise();
        }
        if settle(SPURIOUS_REMAINS, || self.live_clones()) > SPURIOUS_REMAINS {
            self.finding(Diagnosis::WakerPileUp).raise();
        }
    }

    /// Drops the future, and asks that no clone of its wakers remains.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::LeakedWaker`].
    #[track_caller]
    pub fn drop_future_and_wakers(&mut self) {
        self.drop_future();
        if settle(0, || self.live_clones()) > 0 {
            self.finding(Diagnosis::LeakedWaker).raise();
        }
    }

    fn wait_for_wake(&self) -> Waited {
        self.ledger().wait(self.seen(), PATIENCE)
    }
}

/// The threads that this one, and those it starts, start from now on.
pub struct Crowd {
    tag: String,
    before: Option<usize>,
}

impl Crowd {
    /// Begins to count.
    pub fn begin() -> Crowd {
        let tag = os::tag_this_thread();
        let before = os::threads_tagged(&tag);
        Crowd { tag, before }
    }

    /// How many there are more than at the beginning; zero where the system cannot tell.
    pub fn grown_by(&self) -> usize {
        let now = os::threads_tagged(&self.tag);
        now.unwrap_or(0).saturating_sub(self.before.unwrap_or(0))
    }

    /// [`grown_by`](Crowd::grown_by), counted again for a short while as long as it is more than
    /// `bound`: some threads may be about to end, or to take a name of their own.
    pub fn settled(&self, bound: usize) -> usize {
        settle(bound, || self.grown_by())
    }
}

/// Counts until no more than `bound` are left, and gives up after [`SETTLE`].
fn settle(bound: usize, count: impl Fn() -> usize) -> usize {
    let until = Instant::now() + SETTLE;
    loop {
        let now = count();
        if now <= bound || Instant::now() >= until {
            return now;
        }
        thread::yield_now();
    }
}

fn take<T>(slot: &Mutex<Option<T>>) -> Option<T> {
    slot.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// Keeps the waking thread inside `wake` until the harness has polled, or is itself blocked: then
/// it waits for a lock that the waking thread holds.
fn hold_until(polled: &AtomicBool, harness: ThreadId) {
    let until = Instant::now() + WINDOW;
    let mut asleep = 0;
    // The harness sleeps until it sees the wake, so a few samples of sleep say nothing yet.
    while !polled.load(Ordering::SeqCst) && asleep < 20 && Instant::now() < until {
        if os::activity(harness) == Activity::Waiting {
            asleep += 1;
        } else {
            asleep = 0;
        }
        thread::yield_now();
    }
}

/// A thread that runs one event.
struct Racer {
    handle: JoinHandle<()>,
    thread: ThreadId,
}

impl Racer {
    fn start(event: impl FnOnce() + Send + 'static) -> Racer {
        let (sender, receiver) = std::sync::mpsc::channel();
        let handle = thread::spawn(move || {
            let _ = sender.send(os::this_thread());
            event();
        });
        let thread = receiver.recv().expect("the thread has started");
        Racer { handle, thread }
    }

    fn until_over_or_asleep(&self) {
        let until = Instant::now() + WINDOW;
        let mut asleep = 0;
        while !self.handle.is_finished() && asleep < 3 && Instant::now() < until {
            if os::activity(self.thread) == Activity::Waiting {
                asleep += 1;
            } else {
                asleep = 0;
            }
            thread::yield_now();
        }
    }
}

/// How long one side of a round waits for the other. On a machine with nothing else to do both are
/// there at once; on a busy one the round goes on without a race.
const RENDEZVOUS: Duration = Duration::from_micros(50);

/// Lets a future and the event it waits for meet on two threads, once for each pair, with a little
/// more or less of a head start each time. Returns the outputs.
///
/// What a hook cannot reach, such as the gap between a look at an atomic flag and the registration
/// that follows it, is met by chance here: likely, not certain.
///
/// # Panics
///
/// With whatever an event panics with. A future that is never woken ends the process with
/// [`Diagnosis::RegisterRace`].
#[track_caller]
pub fn race_in_rounds<F, E>(pairs: Vec<(F, E)>) -> Vec<F::Output>
where
    F: Future,
    E: FnOnce() + Send + 'static,
{
    let (futures, events): (Vec<F>, Vec<E>) = pairs.into_iter().unzip();
    let rounds = Arc::new([AtomicUsize::new(0), AtomicUsize::new(0)]);
    let theirs = Arc::clone(&rounds);
    let other = thread::spawn(move || {
        for (round, event) in events.into_iter().enumerate() {
            meet(round, &theirs[1], &theirs[0]);
            head_start(round / HEAD_STARTS);
            event();
        }
    });
    let outputs = futures.into_iter().enumerate().map(|(round, future)| {
        let mut future = pin!(future);
        let unpark = Arc::new(Unpark {
            thread: thread::current(),
            woken: AtomicBool::new(false),
        });
        let waker = Waker::from(Arc::clone(&unpark));
        let mut context = Context::from_waker(&waker);
        meet(round, &rounds[0], &rounds[1]);
        head_start(round);
        watchdog::watch(Diagnosis::RegisterRace, || {
            loop {
                if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
                    return output;
                }
                unpark.wait();
            }
        })
    });
    let outputs = outputs.collect();
    if let Err(panic) = other.join() {
        resume_unwind(panic);
    }
    outputs
}

fn meet(round: usize, own: &AtomicUsize, other: &AtomicUsize) {
    own.store(round + 1, Ordering::SeqCst);
    let until = Instant::now() + RENDEZVOUS;
    while other.load(Ordering::SeqCst) <= round && Instant::now() < until {
        spin_loop();
    }
}

const HEAD_STARTS: usize = 40;

fn head_start(round: usize) {
    for _ in 0..round % HEAD_STARTS {
        spin_loop();
    }
}

struct Unpark {
    thread: Thread,
    woken: AtomicBool,
}

impl Unpark {
    fn wait(&self) {
        let until = Instant::now() + RENDEZVOUS;
        while !self.woken.swap(false, Ordering::SeqCst) {
            if Instant::now() < until {
                spin_loop();
            } else {
                thread::park();
            }
        }
    }
}

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.woken.store(true, Ordering::SeqCst);
        self.thread.unpark();
    }
}
