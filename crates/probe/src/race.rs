//! Events placed into the narrow windows where wakes are lost.

use std::hint::spin_loop;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::diagnosis::Diagnosis;
use crate::os::{self, Activity, ThreadId};
use crate::probe::{PATIENCE, Probe};
use crate::stepping::{Moment, Waiting};
use crate::stuck::{Called, What};
use crate::trace::{Muted, Subject};
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
        let started: Arc<Mutex<Option<Racer>>> = Arc::default();
        let (fired, handle) = (Arc::clone(&event), Arc::clone(&started));
        self.ledger().on_next_clone(move || {
            if let Some(event) = take(&fired) {
                let racer = Racer::start(event);
                racer.until_over_or_asleep();
                *handle.lock().unwrap_or_else(PoisonError::into_inner) = Some(racer);
            }
        });
        let first = self.poll();
        self.ledger().forget_clone_hook();
        if let Some(racer) = take(&started) {
            // The event can only be blocked by the poll, and the poll is over.
            racer.join();
        }
        if let Poll::Ready(output) = first {
            return output;
        }
        if let Some(event) = take(&event) {
            Racer::start(event).join(); // no clone was made, so there was no window
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
    /// With [`Diagnosis::EarlyWake`] where that poll sees nothing, also when another wake follows:
    /// it would be only that one which was due. And as [`Probe::woken`].
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
        let racer = Racer::start(event);
        racer.until_over_or(|| self.latest_wakes() > self.seen());
        if racer.handle.is_finished() && self.latest_wakes() == self.seen() {
            racer.join(); // perhaps it panicked
            self.woken();
            let second = self.poll();
            return self.seen_from_wake(second);
        }
        let second = self.poll();
        polled.store(true, Ordering::SeqCst);
        racer.join();
        self.seen_from_wake(second)
    }

    #[track_caller]
    fn seen_from_wake(&self, polled: Poll<F::Output>) -> F::Output {
        match polled {
            Poll::Ready(output) => output,
            Poll::Pending => self
                .finding(Diagnosis::EarlyWake)
                .note(
                    "the poll that followed the wake saw nothing new",
                    "起床後のポーリングでは何も変わっていませんでした",
                )
                .raise(),
        }
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
    called: Called,
}

impl Racer {
    #[track_caller]
    fn start(event: impl FnOnce() + Send + 'static) -> Racer {
        let (sender, receiver) = std::sync::mpsc::channel();
        let handle = thread::spawn(move || {
            let _ = sender.send(os::this_thread());
            let subject = Subject::of_its_kind("event");
            subject.record("begins");
            event();
            subject.record("ends");
        });
        let thread = receiver.recv().expect("the thread has started");
        Racer {
            handle,
            thread,
            called: Called::on(thread, What::Event),
        }
    }

    /// Waits for the end of the event, and goes on panicking where it panicked. One that does not
    /// come back ends the process.
    fn join(self) {
        self.until_over_or(|| false);
        if let Err(panic) = self.handle.join() {
            resume_unwind(panic);
        }
    }

    /// Waits until the event is over, or something else holds.
    fn until_over_or(&self, other: impl Fn() -> bool) {
        self.called
            .wait_until(|| self.handle.is_finished() || other());
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

/// Lets a future and the event it waits for meet on two threads, once for each pair, with a little
/// more or less of a head start each time. Returns the outputs.
///
/// What a switch between two instructions does not show, such as an order of memory that another
/// processor sees differently, is met by chance here: likely, not certain.
///
/// # Panics
///
/// With whatever an event panics with; with [`Diagnosis::RegisterRace`] where a future is never
/// woken. An event or a poll that does not come back ends the process.
#[track_caller]
pub fn race_in_rounds<F, E>(pairs: Vec<(F, E)>) -> Vec<F::Output>
where
    F: Future,
    E: FnOnce() + Send + 'static,
{
    race_polled_before(0, pairs)
}

/// [`race_in_rounds`] for futures that have been polled so often when they meet their event.
#[track_caller]
pub(crate) fn race_polled_before<F, E>(before: usize, pairs: Vec<(F, E)>) -> Vec<F::Output>
where
    F: Future,
    E: FnOnce() + Send + 'static,
{
    let _muted = Muted::begin();
    let (futures, events): (Vec<F>, Vec<E>) = pairs.into_iter().unzip();
    let [here, there] = Meeting::two_sides();
    let racer = Racer::start(move || {
        for (round, event) in events.into_iter().enumerate() {
            if !there.meet(round, || false) {
                return;
            }
            head_start(round / HEAD_STARTS);
            event();
        }
        there.goes_home();
    });
    let mut outputs = Vec::with_capacity(futures.len());
    let began = Instant::now();
    for (round, future) in futures.into_iter().enumerate() {
        if began.elapsed() >= BUDGET {
            if before > 0 {
                break; // on its own, an event might come before those polls
            }
            here.meets_no_more();
        }
        let found = Waiting::begin(future, before).and_then(|mut waiting| {
            if !here.meet(round, || racer.handle.is_finished()) {
                return Ok(None); // the event before this one panicked
            }
            head_start(round);
            let first = watchdog::watch(Diagnosis::BlockingPoll, || waiting.poll());
            if first.is_pending() {
                let woken = || waiting.wakes() > 0;
                racer.until_over_or(|| woken() || here.other_has_done(round));
            }
            waiting.end(first, &Moment::Around).map(Some)
        });
        match found {
            Ok(Some(output)) => outputs.push(output),
            Ok(None) => break,
            Err(finding) if racer.handle.is_finished() && !here.other_has_done(round) => {
                racer.join(); // it panicked, and that is why nothing came
                finding.raise();
            }
            Err(finding) => finding.raise(),
        }
    }
    drop(here);
    racer.join();
    outputs
}

/// Time for the rounds. Those that a busy machine has no time for are run without a meeting.
const BUDGET: Duration = Duration::from_secs(1);

/// How long one side spins until the other is there, before it lets others run. The rounds in
/// which both spin are the narrow ones.
const RENDEZVOUS: Duration = Duration::from_micros(50);

/// One side of a meeting of two threads.
struct Meeting {
    sides: Arc<[Side; 2]>,
    own: usize,
    no_more: Arc<AtomicBool>,
}

/// Where one side is.
#[derive(Default)]
struct Side {
    /// The rounds for which it has arrived.
    rounds: AtomicUsize,
    /// Those for which it knows that the other has arrived, too.
    ready: AtomicUsize,
    gone: AtomicBool,
}

impl Meeting {
    fn two_sides() -> [Meeting; 2] {
        let sides = Arc::new([Side::default(), Side::default()]);
        let no_more = Arc::new(AtomicBool::new(false));
        [0, 1].map(|own| Meeting {
            sides: Arc::clone(&sides),
            own,
            no_more: Arc::clone(&no_more),
        })
    }

    /// Waits for the other side, which is `gone` where it never comes. Both leave together: when
    /// both are there, each waits once more until the other knows it.
    fn meet(&self, round: usize, gone: impl Fn() -> bool) -> bool {
        let (own, other) = (&self.sides[self.own], &self.sides[1 - self.own]);
        own.rounds.store(round + 1, Ordering::SeqCst);
        let began = Instant::now();
        while other.rounds.load(Ordering::SeqCst) <= round {
            if self.no_more.load(Ordering::SeqCst) {
                return true;
            }
            if began.elapsed() < RENDEZVOUS {
                spin_loop();
            } else if gone() || other.gone.load(Ordering::SeqCst) {
                return false;
            } else {
                thread::yield_now();
            }
        }
        own.ready.store(round + 1, Ordering::SeqCst);
        let began = Instant::now();
        while other.ready.load(Ordering::SeqCst) <= round && began.elapsed() < RENDEZVOUS {
            spin_loop();
        }
        true
    }

    /// From now on each side goes its own way.
    fn meets_no_more(&self) {
        self.no_more.store(true, Ordering::SeqCst);
    }

    /// Whether the other side has come to a later round, or to its end.
    fn other_has_done(&self, round: usize) -> bool {
        self.sides[1 - self.own].rounds.load(Ordering::SeqCst) > round + 1
    }

    /// Tells the other side that the last round is over.
    fn goes_home(&self) {
        self.sides[self.own]
            .rounds
            .store(usize::MAX, Ordering::SeqCst);
    }
}

impl Drop for Meeting {
    fn drop(&mut self) {
        self.sides[self.own].gone.store(true, Ordering::SeqCst);
    }
}

const HEAD_STARTS: usize = 40;

fn head_start(round: usize) {
    for _ in 0..round % HEAD_STARTS {
        spin_loop();
    }
}
