//! One future, polled by hand.

use std::fmt::Display;
use std::panic::{AssertUnwindSafe, Location, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::task::{Context, Poll};
use std::thread;
use std::time::{Duration, Instant};

use crate::diagnosis::Diagnosis;
use crate::finding::Finding;
use crate::os;
use crate::panics;
use crate::trace::Subject;
pub use crate::waker::PATIENCE;
use crate::waker::{Earlier, Ledger, Lent, Waited};
use crate::watchdog;

/// How long a thread sleeps at least whose poll naps; one that waits for a lock is faster.
const SHORTEST_NAP: Duration = Duration::from_micros(500);

/// Polls one future by hand, with wakers that keep an account, and fails the test with a
/// diagnosis where the future breaks its contract.
///
/// # Examples
///
/// ```
/// use probe::Probe;
///
/// let mut probe = Probe::new(std::future::ready(7));
/// assert_eq!(probe.ready(), 7);
/// assert_eq!(probe.wakes(), 0);
/// ```
pub struct Probe<F: Future> {
    future: Option<Pin<Box<F>>>,
    ledger: Arc<Ledger>,
    waker: Lent,
    polls: usize,
    /// How long the polls so far have asked to sleep.
    asked: Duration,
    /// The latest poll returned `Ready`.
    is_done: bool,
    /// Wakes of the latest waker that the polls so far have answered.
    seen: usize,
    /// As the trace names it.
    subject: Subject,
    /// Where it was made: a drop at the end of a scope has no place of its own.
    made: &'static Location<'static>,
}

impl<F: Future> Probe<F> {
    /// Takes the future over without polling it.
    #[track_caller]
    pub fn new(future: F) -> Probe<F> {
        static NUMBERS: AtomicU32 = AtomicU32::new(0);
        Probe::of(future, Subject::new("future", &NUMBERS))
    }

    /// The same with a name, which a trace tells.
    #[track_caller]
    pub fn new_as(name: impl Display, future: F) -> Probe<F> {
        Probe::of(future, Subject::named("future", &name))
    }

    #[track_caller]
    fn of(future: F, subject: Subject) -> Probe<F> {
        subject.record_at("created", Location::caller());
        let ledger = Arc::new(Ledger::of(subject));
        Probe {
            subject,
            future: Some(Box::pin(future)),
            waker: ledger.lend(),
            ledger,
            polls: 0,
            asked: Duration::ZERO,
            is_done: false,
            seen: 0,
            made: Location::caller(),
        }
    }

    /// Polls once, with the same waker as before.
    ///
    /// # Panics
    ///
    /// When the future has been dropped, when it panics, with [`Diagnosis::PolledAfterReady`] when
    /// it panics because it has polled a future of std or futures after its end, with
    /// [`Diagnosis::MissingReactor`] when it asks for a runtime that is not there, and with
    /// [`Diagnosis::BlockingPoll`] when it naps. A poll that does not come back ends the process with that diagnosis, or with
    /// [`Diagnosis::EndlessPoll`].
    #[track_caller]
    pub fn poll(&mut self) -> Poll<F::Output> {
        let future = self.future.as_mut().expect("the future has been dropped");
        self.polls += 1;
        self.subject.record_at("poll", Location::caller());
        self.seen = self.ledger.latest_wakes();
        self.ledger.begin_poll();
        let mut context = Context::from_waker(self.waker.waker());
        let (asleep, nap) = (Diagnosis::BlockingPoll, Diagnosis::BlockingPoll);
        // Caught only to be named: what it says has been printed.
        let poll = || catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context)));
        let asked = os::asked_to_sleep();
        let result = watchdog::watch_short(asleep, nap, poll);
        self.asked += os::asked_to_sleep() - asked;
        self.ledger.end_poll();
        if result.is_err() {
            self.subject.record("panicked");
        }
        let result = match result {
            Ok(result) => result,
            Err(panic) => match panics::text(&*panic) {
                Some(text) if !self.is_done && panics::is_of_a_finished_future(text) => self
                    .finding(Diagnosis::PolledAfterReady)
                    .note(
                        format!("a future inside it was done, and was polled once more: {text}"),
                        format!("中の Future が、完了した後にもう一度ポーリングされました: {text}"),
                    )
                    .raise(),
                text => match text.and_then(panics::of_runtimes) {
                    Some(finding) => finding.raise(),
                    None => resume_unwind(panic),
                },
            },
        };
        self.is_done = result.is_ready();
        self.subject.record(match self.is_done {
            true => "ready",
            false => "pending",
        });
        result
    }

    /// Polls once, with a waker that no poll has seen before, as after a move to another task.
    ///
    /// # Panics
    ///
    /// As [`poll`](Probe::poll).
    #[track_caller]
    pub fn poll_with_new_waker(&mut self) -> Poll<F::Output> {
        self.waker = self.ledger.lend();
        self.subject.record_at("moved", Location::caller());
        self.poll()
    }

    /// Polls, and asks for `Pending`.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::ReadyTooEarly`].
    #[track_caller]
    pub fn pending(&mut self) {
        if self.poll().is_ready() {
            self.finding(Diagnosis::ReadyTooEarly).raise();
        }
    }

    /// [`pending`](Probe::pending) with a waker that no poll has seen before.
    ///
    /// # Panics
    ///
    /// As [`pending`](Probe::pending).
    #[track_caller]
    pub fn pending_with_new_waker(&mut self) {
        if self.poll_with_new_waker().is_ready() {
            self.finding(Diagnosis::ReadyTooEarly).raise();
        }
    }

    /// Polls, and asks for `Ready`.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::ReadyTooLate`].
    #[track_caller]
    pub fn ready(&mut self) -> F::Output {
        match self.poll() {
            Poll::Ready(output) => output,
            Poll::Pending => self.finding(Diagnosis::ReadyTooLate).raise(),
        }
    }

    /// Waits until the task is woken, for [`PATIENCE`] at most. Where one such wait has been in vain,
    /// those that follow in the same process are shorter.
    ///
    /// # Panics
    ///
    /// With the reason why no wake will come: [`Diagnosis::ReadyTooEarly`] where the latest poll
    /// returned `Ready`, so that there is nothing to wait for; [`Diagnosis::LostWake`],
    /// [`Diagnosis::StaleWaker`], or [`Diagnosis::SelfHeldWaker`].
    #[track_caller]
    pub fn woken(&mut self) {
        self.woken_within(PATIENCE);
    }

    /// [`woken`](Probe::woken) with another patience, for a future that waits longer by design.
    ///
    /// # Panics
    ///
    /// As [`woken`](Probe::woken).
    #[track_caller]
    pub fn woken_within(&mut self, patience: Duration) {
        if self.is_done {
            self.finding(Diagnosis::ReadyTooEarly).raise();
        }
        self.subject.record_at("awaits a wake", Location::caller());
        let waited = self.ledger.wait(self.seen, patience);
        match waited {
            Waited::Woken => {}
            Waited::NothingLeft(Earlier {
                live: 0,
                woken: false,
            }) => {
                self.finding(Diagnosis::LostWake).raise();
            }
            Waited::NothingLeft(earlier) => self.stale(earlier),
            Waited::OutOfPatience(earlier) if earlier.woken => self.stale(earlier),
            Waited::OutOfPatience(_) => self.never_called(),
        }
    }

    /// Waits for a wake as [`woken`](Probe::woken) does, and tells whether one came.
    pub fn is_woken_within(&self, patience: Duration) -> bool {
        self.ledger.wait(self.seen, patience) == Waited::Woken
    }

    #[track_caller]
    fn stale(&self, earlier: Earlier) -> ! {
        let Earlier { live, woken } = earlier;
        let (en, ja) = match woken {
            true => ("called instead", "代わりに呼ばれました"),
            false => ("not called either", "呼ばれていません"),
        };
        self.finding(Diagnosis::StaleWaker)
            .note(
                format!("earlier wakers: {live} clones alive; since the latest poll one was {en}"),
                format!("以前の waker: 複製の残り {live} 個。最新のポーリングの後、{ja}"),
            )
            .raise()
    }

    #[track_caller]
    fn never_called(&self) -> ! {
        let held = self.ledger.live();
        // One that has been called before could be called, and is perhaps kept to be compared.
        let is_its_own = self.seen == 0 && self.clones_inside() == held;
        let code = match is_its_own {
            true => Diagnosis::SelfHeldWaker,
            false => Diagnosis::LostWake,
        };
        self.finding(code)
            .note(
                format!("clones of the waker that are kept: {held}; nobody has called one"),
                format!("waker の複製が {held} 個残っていますが、だれも呼びませんでした"),
            )
            .raise();
    }

    /// Clones of the latest waker that lie in the future itself. One in what it shares with others
    /// could be called by them, also when they are gone by now.
    fn clones_inside(&self) -> usize {
        let Some(future) = &self.future else {
            return 0;
        };
        let address = std::ptr::from_ref(&**future).cast::<u8>().addr();
        let count = size_of::<F>() / size_of::<usize>();
        let words = os::words_at(address, count).unwrap_or_default();
        let [data, table] = self.waker.words();
        words
            .windows(2)
            .filter(|pair| **pair == [data, table] || **pair == [table, data])
            .count()
    }

    /// Runs the future to its end as an executor would: polls once, and again only when woken.
    /// No more than `self_wakes` polls may wake their own task.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::BusyPoll`] past that bound, and as [`woken`](Probe::woken).
    #[track_caller]
    pub fn run(&mut self, self_wakes: usize) -> F::Output {
        let mut own = 0;
        loop {
            if let Poll::Ready(output) = self.poll() {
                return output;
            }
            if self.ledger.self_wakes() > 0 {
                own += 1;
                if own > self_wakes {
                    self.busy(own);
                }
            } else {
                self.woken();
            }
        }
    }

    #[track_caller]
    fn busy(&self, own: usize) -> ! {
        self.finding(Diagnosis::BusyPoll)
            .note(
                format!("{own} polls woke their own task, with no event from outside"),
                format!(
                    "外からのイベントがないまま、{own} 回のポーリングが自分のタスクを起床させました"
                ),
            )
            .raise();
    }

    /// Fails where the future has been polled more than `bound` times.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::BusyPoll`].
    #[track_caller]
    pub fn at_most_polls(&self, bound: usize) {
        if self.polls > bound {
            self.finding(Diagnosis::BusyPoll)
                .note(
                    format!("at most {bound} polls are needed"),
                    format!("必要なポーリングは最大 {bound} 回です"),
                )
                .raise();
        }
    }

    /// Fails where the task was woken more often than `asked`, which is how often something has
    /// happened; `en` and `ja` say what. Counts all wakers of this probe, also those that were
    /// replaced, and after the drop as well.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::BusyPoll`] where there were as many wakes for nothing as polls, and with
    /// [`Diagnosis::NeedlessWake`] where there were fewer.
    #[track_caller]
    pub fn woken_no_more_than(&self, asked: usize, en: &str, ja: &str) {
        let wakes = self.wakes();
        if wakes <= asked {
            return;
        }
        let code = match wakes - asked >= self.polls {
            true => Diagnosis::BusyPoll,
            false => Diagnosis::NeedlessWake,
        };
        self.finding(code)
            .note(
                format!("{en}, and the task was woken {wakes} times"),
                format!("{ja}、タスクは {wakes} 回起床しました"),
            )
            .raise();
    }

    /// Fails where a poll has called `thread::sleep`, for however short a time. A single nap of some
    /// milliseconds fails in the poll itself. Only Linux tells of shorter ones.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::BlockingPoll`].
    #[track_caller]
    pub fn never_slept(&self) {
        let asked = self.asked;
        if !asked.is_zero() {
            self.finding(Diagnosis::BlockingPoll)
                .note(
                    format!("the polls called `thread::sleep`, for {asked:?} in all"),
                    format!("ポーリングの中で `thread::sleep` が呼ばれました (合わせて {asked:?})"),
                )
                .raise();
        }
    }

    /// Polls so many times, asks for `Pending`, and fails where the polls nap, in whichever way: by
    /// `thread::sleep` at all, by a wait of half a millisecond in most of them. Only Linux tells.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::BlockingPoll`], and as [`pending`](Probe::pending).
    #[track_caller]
    pub fn pending_awake(&mut self, times: usize) {
        let mut naps = 0;
        for _ in 0..times {
            let before = Rest::of_this_thread();
            self.pending();
            naps += usize::from(before.is_some_and(Rest::has_napped_since));
        }
        self.never_slept();
        // A lock that another thread holds for once, or a page that has to be read, is no nap.
        if naps * 2 > times {
            self.finding(Diagnosis::BlockingPoll)
                .note(
                    format!("the thread was put to sleep for a while in {naps} of {times} polls"),
                    format!(
                        "{times} 回のポーリングのうち {naps} 回で、スレッドがしばらく眠りました"
                    ),
                )
                .raise();
        }
    }

    /// Drops the future.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::BlockedExecutor`] where the drop naps; one that does not come back ends
    /// the process.
    #[track_caller]
    pub fn drop_future(&mut self) {
        self.subject.record_at("drop", Location::caller());
        self.drop_future_at(Location::caller());
    }

    fn drop_future_at(&mut self, place: &'static Location<'static>) {
        let future = self.future.take();
        let (asleep, nap) = (Diagnosis::BlockedExecutor, Diagnosis::BlockedExecutor);
        watchdog::watch_short_at(place, asleep, nap, || drop(future));
        self.subject.record("dropped");
    }

    /// Polls so far.
    pub fn polls(&self) -> usize {
        self.polls
    }

    /// Wakes so far, through any waker of this probe.
    pub fn wakes(&self) -> usize {
        self.ledger.wakes()
    }

    /// Wakes so far through the waker of the latest poll.
    pub fn latest_wakes(&self) -> usize {
        self.ledger.latest_wakes()
    }

    /// Clones of any waker of this probe that are alive.
    pub fn live_clones(&self) -> usize {
        self.ledger.live()
    }

    /// A finding that begins with the account of this probe.
    pub fn finding(&self, diagnosis: Diagnosis) -> Finding {
        let (polls, wakes) = (self.polls, self.ledger.wakes());
        let (clones, live) = (self.ledger.clones(), self.ledger.live());
        Finding::new(diagnosis).note(
            format!(
                "polls: {polls}, wakes: {wakes}, clones of the waker: {clones} made, {live} alive"
            ),
            format!(
                "ポーリング {polls} 回、起床 {wakes} 回、waker の複製 {clones} 個 (残り {live} 個)"
            ),
        )
    }

    /// Wakes of the latest waker that the latest poll came after.
    pub(crate) fn seen(&self) -> usize {
        self.seen
    }

    pub(crate) fn ledger(&self) -> &Arc<Ledger> {
        &self.ledger
    }
}

/// What the system knows of a thread's sleep at a moment.
struct Rest {
    sleeps: u64,
    turns: os::Turns,
    at: Instant,
}

impl Rest {
    fn of_this_thread() -> Option<Rest> {
        let thread = os::this_thread();
        Some(Rest {
            sleeps: os::sleeps(thread)?,
            turns: os::turns(thread)?,
            at: Instant::now(),
        })
    }

    /// Whether the thread has gone to sleep since then, and for longer than a lock takes.
    fn has_napped_since(self) -> bool {
        let wall = self.at.elapsed();
        let Some(now) = Rest::of_this_thread() else {
            return false;
        };
        let cpu = now.turns.cpu.saturating_sub(self.turns.cpu);
        let waited = now.turns.waited.saturating_sub(self.turns.waited);
        now.sleeps > self.sleeps && wall.saturating_sub(cpu + waited) >= SHORTEST_NAP
    }
}

impl<F: Future> Drop for Probe<F> {
    fn drop(&mut self) {
        if thread::panicking() {
            // What the drop does is of no interest any more, and a second panic would abort.
            return;
        }
        if self.future.is_some() {
            self.drop_future_at(self.made);
        }
    }
}
