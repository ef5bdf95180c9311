//! An executor under test, on a thread of its own.

use std::cell::OnceCell;
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, Location, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use crate::child;
use crate::diagnosis::Diagnosis;
use crate::finding::Finding;
use crate::one_sleep::OneSleep;
use crate::os::{self, Activity, ThreadId, Turns};
use crate::own_wait::{self, own_wait};
use crate::panics;
use crate::report;
use crate::trace::Subject;
use crate::watchdog::{self, ALL_SLEEPS, Account, BUSY, LIMIT, ONE_SLEEP};

pub use crate::asleep::{Alarm, woken_at_every_instruction};

/// Processor time after which an executor without work counts as spinning, and turns on a
/// processor after which one counts that gives each turn away again.
const SPIN: Duration = Duration::from_millis(50);
const SPIN_TURNS: u64 = 200;

/// How long an idle executor is looked at: a thread that sleeps until another one acts may only be
/// called by a thread that rises itself, and one that sleeps for a set time is looked at until it
/// has risen twice if it does so every tenth of a second; the executor's own thread needs no second
/// time, see [`OwnSleep`]. Time for which it waits for a processor
/// does not count, up to the longest look.
const LOOK: Duration = Duration::from_millis(30);
const LOOK_AT_TIMED_SLEEP: Duration = Duration::from_millis(250);
const LONGEST_LOOK: Duration = Duration::from_secs(2);

/// How often an idle executor may rise meanwhile.
const RISES: u64 = 1;

const SAMPLE: Duration = Duration::from_millis(2);

/// A call that runs an executor, on a thread of its own.
pub struct Running {
    pub(crate) thread: ThreadId,
    /// The name of its thread and of those that it starts, unless they are named.
    tag: String,
    /// The names that threads of the harness bear, and the threads that there were before.
    harness: [String; 2],
    before: Vec<ThreadId>,
    ended: Receiver<End>,
    end: OnceCell<End>,
    subject: Subject,
}

/// How the call ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// It came back.
    Returned,
    /// It panicked; this is what the panic said, and in which line.
    Panicked(String),
}

impl End {
    /// The end of a call of which this is the result.
    fn of(result: &thread::Result<()>) -> End {
        match result {
            Ok(()) => End::Returned,
            Err(_) => End::Panicked(panics::latest().unwrap_or_default()),
        }
    }

    /// Names a panic for which std or futures have a sentence of their own.
    #[track_caller]
    fn named(self) -> End {
        if let End::Panicked(said) = &self
            && panics::is_of_a_finished_future(said)
        {
            Finding::new(Diagnosis::PolledAfterReady)
                .note(
                    format!("the executor panicked: {said}"),
                    format!("executor がパニックしました: {said}"),
                )
                .raise();
        }
        self
    }
}

impl Running {
    /// Runs `call` on a new thread.
    #[track_caller]
    pub fn start(call: impl FnOnce() + Send + 'static) -> Running {
        panics::install();
        let subject = Subject::named("executor", &"executor");
        subject.record_at("begins", Location::caller());
        let all = os::threads().unwrap_or_default();
        let this = all.iter().find(|(thread, _)| *thread == os::this_thread());
        let this = this.map_or(String::new(), |(_, name)| name.clone());
        let before = all.into_iter().map(|(thread, _)| thread).collect();
        let (begin, begun) = mpsc::channel();
        let (end, ended) = mpsc::channel();
        thread::Builder::new()
            .name("executor".to_owned())
            .spawn(move || {
                let _ = begin.send((os::this_thread(), os::tag_this_thread()));
                let result = catch_unwind(AssertUnwindSafe(call));
                subject.record(match result.is_ok() {
                    true => "returns",
                    false => "panicked",
                });
                let _ = end.send(End::of(&result));
            })
            .expect("the machine can start one more thread");
        let (thread, tag) = begun.recv().expect("the thread has started");
        Running {
            thread,
            tag,
            harness: [this, watchdog::NAME.to_owned()],
            before,
            ended,
            end: OnceCell::new(),
            subject,
        }
    }

    /// Waits until `condition` holds. The executor has to do something for that: where it sleeps
    /// or spins instead, `stuck` is raised.
    ///
    /// # Panics
    ///
    /// With `stuck`; with [`Diagnosis::Deadlock`] where the executor waits for a lock instead; with
    /// [`Diagnosis::EarlyReturn`] where the call ends before the condition holds.
    #[track_caller]
    pub fn until(&self, stuck: Diagnosis, condition: impl Fn() -> bool) {
        // It is written down when it is over: what the executor did meanwhile comes before it.
        let (subject, here) = (self.subject, Location::caller());
        let is_over = || subject.record_at("awaited", here);
        let mut patience = Patience::new(self.thread);
        while !condition() {
            match self.ended_within(SAMPLE) {
                None => {}
                Some(_) if condition() => break,
                Some(end) => {
                    is_over();
                    ended_early(end)
                }
            }
            if let Some(finding) = patience.over(stuck) {
                is_over();
                finding.raise();
            }
        }
        is_over();
    }

    /// Asks that the executor sleeps while it has nothing to do, and does not rise to look about;
    /// nor may a thread that it has started do so. Only Linux can tell; elsewhere, and where two
    /// seconds were not enough to tell, this returns.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::IdleSpin`]; with [`Diagnosis::EarlyReturn`] where the call has ended.
    #[track_caller]
    pub fn is_idle(&self) {
        let began = Instant::now();
        self.subject
            .record_at("has nothing to do", Location::caller());
        self.not_ended_within(Duration::ZERO);
        let mut watched = Idle::default();
        let mut asleep = 0;
        // Between two naps even a thread that spins is asleep for a moment.
        while asleep < 3 {
            let Some(now) = watched.look(self.threads()) else {
                // Nothing is known of a thread that has ended, either.
                return self.not_ended_within(Duration::ZERO);
            };
            asleep = if now.is_asleep { asleep + 1 } else { 0 };
            now.does_not_spin();
            self.not_ended_within(SAMPLE);
            if began.elapsed() >= LONGEST_LOOK {
                return;
            }
        }
        self.stays_asleep(began + LONGEST_LOOK);
    }

    #[track_caller]
    fn stays_asleep(&self, until: Instant) {
        let mut own = OwnSleep::of(self.thread);
        let began = Instant::now();
        let (mut watched, mut look) = (Idle::default(), LOOK);
        loop {
            if let Some(finding) = own.look() {
                finding.raise();
            }
            let Some(now) = watched.look(self.threads()) else {
                return self.not_ended_within(Duration::ZERO);
            };
            now.does_not_spin();
            if now.is_timed {
                look = LOOK_AT_TIMED_SLEEP;
            }
            // On a busy machine this thread may have looked for longer than it meant to, and the
            // others may have waited for a processor whenever they meant to rise.
            let looked = began.elapsed().saturating_sub(now.waited);
            if now.rises > RISES {
                // The time as a clock shows it: less what was waited for, it may be nothing.
                let (rises, took) = (now.rises, began.elapsed());
                Finding::new(Diagnosis::IdleSpin)
                    .note(
                        format!("it rose {rises} times in {took:.0?} while no task could run"),
                        format!(
                            "実行できるタスクがないのに、{took:.0?} の間に {rises} 回起きました"
                        ),
                    )
                    .raise();
            }
            // While a thread waits for a processor, that wait is not in the account yet.
            let is_decided = looked >= look && now.is_asleep && !own.is_timed;
            if is_decided || Instant::now() >= until {
                return;
            }
            self.not_ended_within(SAMPLE);
        }
    }

    /// Waits until the call has ended or its thread sleeps, whichever comes first, and at most a
    /// quarter of a second. Says whether it has ended: an executor may rightly stay as long as
    /// anybody keeps a waker.
    pub fn ends_or_sleeps(&self) -> bool {
        let (began, mut asleep) = (Instant::now(), 0);
        // Between two naps even a thread that spins is asleep for a moment.
        while asleep < 3 && began.elapsed() < LOOK_AT_TIMED_SLEEP {
            if self.ended_within(SAMPLE).is_some() {
                return true;
            }
            let is_asleep = os::activity(self.thread).is_asleep();
            asleep = if is_asleep { asleep + 1 } else { 0 };
        }
        false
    }

    /// Waits for the end of the call. Where it does not end, `stuck` is raised.
    ///
    /// # Panics
    ///
    /// With `stuck`; with [`Diagnosis::Deadlock`] where the executor waits for a lock instead; with
    /// [`Diagnosis::PolledAfterReady`] where it panicked for that.
    #[track_caller]
    pub fn end(self, stuck: Diagnosis) -> End {
        let (subject, here) = (self.subject, Location::caller());
        let is_over = || subject.record_at("its end is awaited", here);
        let mut patience = Patience::new(self.thread);
        loop {
            if let Some(end) = self.ended_within(SAMPLE) {
                is_over();
                return end.named();
            }
            if let Some(finding) = patience.over(stuck) {
                is_over();
                finding.raise();
            }
        }
    }

    /// The threads of the executor: those that bear its name, and those that somebody has named
    /// since it was started. The latter may belong to another test, unless this is the only one.
    fn threads(&self) -> Vec<ThreadId> {
        let all = os::threads().unwrap_or_default().into_iter();
        let is_own = |(thread, name): &(ThreadId, String)| {
            let is_known = self.harness.contains(name) || name.starts_with(os::TAG);
            let is_new = report::is_asked_for() && !self.before.contains(thread);
            *name == self.tag || is_new && !is_known
        };
        all.filter(is_own).map(|(thread, _)| thread).collect()
    }

    #[track_caller]
    fn not_ended_within(&self, limit: Duration) {
        if let Some(end) = self.ended_within(limit) {
            ended_early(end);
        }
    }

    pub(crate) fn ended_within(&self, limit: Duration) -> Option<End> {
        if self.end.get().is_none() {
            let end = match self.ended.recv_timeout(limit) {
                Ok(end) => Some(end),
                Err(RecvTimeoutError::Disconnected) => Some(End::Panicked(String::new())),
                Err(RecvTimeoutError::Timeout) => None,
            };
            if let Some(end) = end {
                let _ = self.end.set(end);
            }
        }
        self.end.get().cloned()
    }
}

#[track_caller]
fn ended_early(end: End) -> ! {
    let finding = Finding::new(Diagnosis::EarlyReturn);
    match end.named() {
        End::Returned => finding,
        End::Panicked(said) => finding.note(
            format!("it panicked: {said}"),
            format!("パニックで終わりました: {said}"),
        ),
    }
    .raise()
}

/// How the thread sleeps that runs the executor. If it sleeps for a set time, it means to rise and
/// look, be it in an hour; another thread may have its reasons.
struct OwnSleep {
    thread: ThreadId,
    /// The sleep with a set time that was seen first or is still going on, and since when.
    timed: Option<(u64, Instant)>,
    /// It was in such a sleep when it was last looked at.
    is_timed: bool,
}

impl OwnSleep {
    fn of(thread: ThreadId) -> OwnSleep {
        OwnSleep {
            thread,
            timed: None,
            is_timed: false,
        }
    }

    /// Once it has risen and sleeps for a set time again, or is in one such sleep for long.
    fn look(&mut self) -> Option<Finding> {
        let number = os::sleeps(self.thread)?;
        self.is_timed = os::activity(self.thread) == Activity::Sleeping;
        if !self.is_timed {
            return None;
        }
        let (first, since) = *self.timed.get_or_insert((number, Instant::now()));
        let finding = Finding::new(Diagnosis::IdleSpin);
        if first != number {
            return Some(finding.note(
                "no task could run; its thread slept for a set time, rose, and sleeps for a set \
                 time again",
                "実行できるタスクがないのに、スレッドは制限時間つきで眠り、起きて、また制限時間つきで\
                 眠っています",
            ));
        }
        (since.elapsed() >= LOOK_AT_TIMED_SLEEP).then(|| {
            finding.note(
                "no task can run, and its thread sleeps with a time limit: after that it will rise",
                "実行できるタスクがないのに、スレッドは制限時間つきで眠っています。時間が過ぎれば起きます",
            )
        })
    }
}

/// What the threads of an executor have done since they were first looked at.
#[derive(Default)]
struct Idle(Vec<(ThreadId, Turns, u64)>);

/// The sum of it, and what they do now.
struct Look {
    cpu: Duration,
    waited: Duration,
    turns: u64,
    rises: u64,
    /// All of them sleep.
    is_asleep: bool,
    /// One of them sleeps for a set time.
    is_timed: bool,
}

impl Look {
    #[track_caller]
    fn does_not_spin(&self) {
        if self.is_asleep || self.cpu <= SPIN && self.turns <= SPIN_TURNS {
            return;
        }
        let (used, turns) = (self.cpu, self.turns);
        Finding::new(Diagnosis::IdleSpin)
            .note(
                format!(
                    "it used {used:.0?} of processor time, in {turns} turns, while no task could \
                     run"
                ),
                format!(
                    "実行できるタスクがない間に、CPU を {used:.0?} 使いました ({turns} 回に分けて)"
                ),
            )
            .raise();
    }
}

impl Idle {
    /// Nothing where the system cannot tell, or no such thread is left.
    fn look(&mut self, threads: Vec<ThreadId>) -> Option<Look> {
        let mut sum = Look {
            cpu: Duration::ZERO,
            waited: Duration::ZERO,
            turns: 0,
            rises: 0,
            is_asleep: true,
            is_timed: false,
        };
        let mut is_known = false;
        for thread in threads {
            let activity = os::activity(thread);
            // A thread that has ended meanwhile does nothing any more.
            let (Some(turns), Some(sleeps)) = (os::turns(thread), os::sleeps(thread)) else {
                continue;
            };
            is_known = true;
            sum.is_asleep &= activity.is_asleep();
            sum.is_timed |= activity == Activity::Sleeping;
            match self.0.iter().find(|(known, ..)| *known == thread) {
                Some((_, before, slept)) => {
                    sum.cpu += turns.cpu.saturating_sub(before.cpu);
                    sum.waited += turns.waited.saturating_sub(before.waited);
                    sum.turns += turns.count.saturating_sub(before.count);
                    sum.rises += sleeps.saturating_sub(*slept);
                }
                None => self.0.push((thread, turns, sleeps)),
            }
        }
        is_known.then_some(sum)
    }
}

/// Tells an executor that is stuck from one that is slow.
struct Patience {
    thread: ThreadId,
    began: Instant,
    account: Account,
    sleep: OneSleep,
}

impl Patience {
    fn new(thread: ThreadId) -> Patience {
        Patience {
            thread,
            began: Instant::now(),
            account: Account::default(),
            sleep: OneSleep::of(thread),
        }
    }

    fn over(&mut self, stuck: Diagnosis) -> Option<Finding> {
        if self.sleep.look() >= ONE_SLEEP {
            return Some(self.asleep_for_good(stuck));
        }
        if own_wait::is_in(self.thread) {
            self.account.pause();
            return None;
        }
        let is_asleep = os::activity(self.thread).is_asleep();
        let turns = os::turns(self.thread);
        if self.account.add(turns, is_asleep).is_none() {
            let waited = self.began.elapsed();
            return (waited >= LIMIT).then(|| {
                let seconds = waited.as_secs_f64();
                Finding::new(stuck).note(
                    format!("waited for {seconds:.1} s"),
                    format!("{seconds:.1} 秒待ちました"),
                )
            });
        }
        let used = self.account.cpu;
        if used >= BUSY || self.account.only_yields() {
            return Some(Finding::new(stuck).note(
                format!("its thread is busy; it has used {used:.1?} of processor time"),
                format!("スレッドは動き続けており、CPU を {used:.1?} 使いました"),
            ));
        }
        // Neither one long sleep nor busy: it keeps rising to look.
        let slept = self.account.asleep();
        (slept >= ALL_SLEEPS && is_asleep).then(|| {
            Finding::new(stuck).note(
                format!("its thread has slept for {slept:.1?}, again and again"),
                format!("スレッドは繰り返し、合わせて {slept:.1?} 眠りました"),
            )
        })
    }

    fn asleep_for_good(&self, stuck: Diagnosis) -> Finding {
        // Nobody else is there to hold the lock: who waits here, and who calls the waker, is the
        // harness.
        match os::waits_for_a_lock(self.thread) {
            true => Finding::new(Diagnosis::Deadlock).note(
                "its thread waits for a `Mutex` that nobody else is left to unlock",
                "スレッドが `Mutex` を待っていますが、それを解放できるものは残っていません",
            ),
            false => Finding::new(stuck).note(
                "its thread sleeps, and nothing is left that would end the sleep",
                "スレッドは眠っており、それを起こすものは残っていません",
            ),
        }
    }
}

/// In which way a future wakes its own task during a poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelfWake {
    /// `wake_by_ref`.
    ByRef,
    /// `clone` and `wake`.
    ByValue,
    /// Another thread calls the waker, and has done so when the poll returns.
    FromAnotherThread,
    /// Twice in one poll.
    Twice,
    /// Three times in one poll.
    Thrice,
}

impl SelfWake {
    /// Every way.
    pub const ALL: [SelfWake; 5] = [
        SelfWake::ByRef,
        SelfWake::ByValue,
        SelfWake::FromAnotherThread,
        SelfWake::Twice,
        SelfWake::Thrice,
    ];

    #[expect(clippy::waker_clone_wake, reason = "a wake by value is what is tried")]
    fn call(self, waker: &Waker, place: &'static Location<'static>) {
        match self {
            SelfWake::ByRef => waker.wake_by_ref(),
            SelfWake::ByValue => waker.clone().wake(),
            SelfWake::FromAnotherThread => {
                let waker = waker.clone();
                let wake = move || waker.wake();
                let other =
                    thread::spawn(move || watchdog::watch_at(place, Diagnosis::Deadlock, wake));
                if let Err(panic) = own_wait(|| other.join()) {
                    resume_unwind(panic);
                }
            }
            SelfWake::Twice => {
                waker.wake_by_ref();
                waker.wake_by_ref();
            }
            SelfWake::Thrice => {
                waker.wake_by_ref();
                waker.wake_by_ref();
                waker.clone().wake();
            }
        }
    }
}

/// A future that is pending `left` times and wakes its task each time; its output is the number
/// of its polls.
pub struct Yields {
    left: u32,
    polls: u32,
    how: SelfWake,
    made: &'static Location<'static>,
    subject: Subject,
}

impl Yields {
    /// A future that yields `times` times.
    #[track_caller]
    pub fn new(times: u32, how: SelfWake) -> Yields {
        Yields {
            left: times,
            polls: 0,
            how,
            made: Location::caller(),
            subject: child::numbered(),
        }
    }

    /// The same with a name, which a trace tells.
    #[track_caller]
    pub fn new_as(name: impl Display, times: u32, how: SelfWake) -> Yields {
        Yields {
            subject: Subject::named("child", &name),
            ..Yields::new(times, how)
        }
    }
}

impl Future for Yields {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        self.polls += 1;
        self.subject.record("poll");
        if self.left == 0 {
            self.subject.record("ready");
            return Poll::Ready(self.polls);
        }
        self.left -= 1;
        self.subject.record("wakes its task");
        self.subject.record("pending");
        self.how.call(context.waker(), self.made);
        Poll::Pending
    }
}
