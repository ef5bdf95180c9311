//! One future, polled by hand.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use std::sync::Arc;

use crate::diagnosis::Diagnosis;
use crate::finding::Finding;
use crate::waker::{Ledger, Lent, Waited};
use crate::watchdog;

/// How long a future may take to call a waker that it holds, before the wait is given up.
pub const PATIENCE: Duration = Duration::from_secs(2);

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
    /// Wakes of the latest waker that the polls so far have answered.
    seen: usize,
}

impl<F: Future> Probe<F> {
    /// Takes the future over without polling it.
    pub fn new(future: F) -> Probe<F> {
        let ledger = Arc::new(Ledger::default());
        Probe {
            future: Some(Box::pin(future)),
            waker: ledger.lend(),
            ledger,
            polls: 0,
            seen: 0,
        }
    }

    /// Polls once, with the same waker as before.
    ///
    /// # Panics
    ///
    /// When the future has been dropped, and when it panics. A poll that does not come back ends
    /// the process with [`Diagnosis::BlockingPoll`] or [`Diagnosis::EndlessPoll`].
    #[track_caller]
    pub fn poll(&mut self) -> Poll<F::Output> {
        let future = self.future.as_mut().expect("the future has been dropped");
        self.polls += 1;
        self.seen = self.ledger.latest_wakes();
        self.ledger.begin_poll();
        let mut context = Context::from_waker(self.waker.waker());
        let result = watchdog::watch(Diagnosis::BlockingPoll, || {
            future.as_mut().poll(&mut context)
        });
        self.ledger.end_poll();
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

    /// Waits until the task is woken, for [`PATIENCE`] at most.
    ///
    /// # Panics
    ///
    /// With the reason why no wake will come: [`Diagnosis::LostWake`],
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
        match self.ledger.wait(self.seen, patience) {
            Waited::Woken => {}
            Waited::NothingLeft {
                earlier: 0,
                earlier_woken: false,
            } => {
                self.finding(Diagnosis::LostWake).raise();
            }
            Waited::NothingLeft {
                earlier,
                earlier_woken,
            } => self
                .finding(Diagnosis::StaleWaker)
                .note(
                    format!(
                        "{earlier} clones of earlier wakers are alive, none of the latest; an \
                         earlier one was {}woken",
                        if earlier_woken { "" } else { "not " }
                    ),
                    format!(
                        "以前の waker の複製は {earlier} 個残っていますが、最新の waker の複製は \
                         0 個です (以前の waker は{})",
                        if earlier_woken {
                            "呼ばれました"
                        } else {
                            "呼ばれていません"
                        }
                    ),
                )
                .raise(),
            Waited::OutOfPatience => self.never_called(patience),
        }
    }

    /// Waits for a wake as [`woken`](Probe::woken) does, and tells whether one came.
    pub fn is_woken_within(&self, patience: Duration) -> bool {
        self.ledger.wait(self.seen, patience) == Waited::Woken
    }

    #[track_caller]
    fn never_called(&mut self, patience: Duration) -> ! {
        let held = self.ledger.live();
        let lost = self.finding(Diagnosis::LostWake);
        let self_held = self.finding(Diagnosis::SelfHeldWaker);
        // Whose clones were they? Those that die with the future were its own.
        self.future = None;
        if held > 0 && self.ledger.live() == 0 {
            self_held.raise();
        }
        let seconds = patience.as_secs_f64();
        lost.note(
            format!("{held} clones of the waker are kept, and nobody called one in {seconds} s"),
            format!("waker の複製が {held} 個残っていますが、{seconds} 秒間だれも呼びませんでした"),
        )
        .raise();
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

    /// Drops the future.
    pub fn drop_future(&mut self) {
        self.future = None;
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
