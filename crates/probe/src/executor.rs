//! An executor under test, on a thread of its own.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use crate::diagnosis::Diagnosis;
use crate::finding::Finding;
use crate::one_sleep::OneSleep;
use crate::os::{self, ThreadId};
use crate::watchdog::{LIMIT, ONE_SLEEP};

pub use crate::asleep::{Alarm, woken_at_every_instruction};

/// Processor time after which an executor without work counts as spinning, and turns on a
/// processor after which one counts that gives each turn away again.
const SPIN: Duration = Duration::from_millis(200);
const SPIN_TURNS: u64 = 200;

/// How long an idle executor is looked at, and how often it may get up in that time. Time for
/// which it waits for a processor does not count, up to the longest look.
const IDLE_LOOK: Duration = Duration::from_millis(50);
const IDLE_RISES: f64 = 5.0;
const LONGEST_LOOK: Duration = Duration::from_secs(2);

const SAMPLE: Duration = Duration::from_millis(2);

/// A call that runs an executor, on a thread of its own.
pub struct Running {
    pub(crate) thread: ThreadId,
    ended: Receiver<End>,
    end: Cell<Option<End>>,
}

/// How the call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It came back.
    Returned,
    /// It panicked.
    Panicked,
}

impl Running {
    /// Runs `call` on a new thread.
    pub fn start(call: impl FnOnce() + Send + 'static) -> Running {
        let (begin, begun) = mpsc::channel();
        let (end, ended) = mpsc::channel();
        thread::Builder::new()
            .name("executor".to_owned())
            .spawn(move || {
                let _ = begin.send(os::this_thread());
                let result = catch_unwind(AssertUnwindSafe(call));
                let _ = end.send(match result {
                    Ok(()) => End::Returned,
                    Err(_) => End::Panicked,
                });
            })
            .expect("the machine can start one more thread");
        let thread = begun.recv().expect("the thread has started");
        Running {
            thread,
            ended,
            end: Cell::new(None),
        }
    }

    /// Waits until `condition` holds. The executor has to do something for that: where it sleeps
    /// or spins instead, `stuck` is raised.
    ///
    /// # Panics
    ///
    /// With `stuck`; with [`Diagnosis::EarlyReturn`] where the call ends before the condition
    /// holds.
    #[track_caller]
    pub fn until(&self, stuck: Diagnosis, condition: impl Fn() -> bool) {
        let mut patience = Patience::new(self.thread);
        while !condition() {
            match self.ended_within(SAMPLE) {
                None => {}
                Some(_) if condition() => return,
                Some(end) => ended_early(end),
            }
            if let Some(finding) = patience.over(stuck) {
                finding.raise();
            }
        }
    }

    /// Asks that the executor sleeps while it has nothing to do, and does not rise to look about.
    /// Only Linux can tell; elsewhere this returns at once.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::IdleSpin`]; with [`Diagnosis::EarlyReturn`] where the call has ended.
    #[track_caller]
    pub fn is_idle(&self) {
        self.not_ended_within(Duration::ZERO);
        let Some(before) = os::turns(self.thread) else {
            // Nothing is known of a thread that has ended, either.
            return self.not_ended_within(Duration::ZERO);
        };
        let mut asleep = 0;
        while asleep < 3 {
            asleep = if os::activity(self.thread).is_asleep() {
                asleep + 1
            } else {
                0
            };
            let now = os::turns(self.thread).unwrap_or(before);
            let used = now.cpu.saturating_sub(before.cpu);
            let turns = now.count.saturating_sub(before.count);
            if asleep == 0 && (used > SPIN || turns > SPIN_TURNS) {
                Finding::new(Diagnosis::IdleSpin)
                    .note(
                        format!(
                            "it used {used:.0?} of processor time, in {turns} turns, while no \
                             task could run"
                        ),
                        format!(
                            "実行できるタスクがない間に、CPU を {used:.0?} 使いました \
                             ({turns} 回に分けて)"
                        ),
                    )
                    .raise();
            }
            self.not_ended_within(SAMPLE);
        }
        self.stays_asleep();
    }

    #[track_caller]
    fn stays_asleep(&self) {
        let account = || os::turns(self.thread).zip(os::sleeps(self.thread));
        let began = Instant::now();
        let before = account();
        loop {
            self.not_ended_within(IDLE_LOOK / 5);
            // While it waits for a processor, that wait is not in the account yet.
            let asleep = os::activity(self.thread).is_asleep();
            let (Some((turns, sleeps)), Some((turns_now, sleeps_now))) = (before, account()) else {
                return self.not_ended_within(Duration::ZERO);
            };
            // On a busy machine this thread may have looked for longer than it meant to, and the
            // other one may have waited for a processor whenever it meant to rise.
            let waited = turns_now.waited.saturating_sub(turns.waited);
            let looked = began.elapsed().saturating_sub(waited);
            let rises = sleeps_now.saturating_sub(sleeps);
            let share = looked.as_secs_f64() / IDLE_LOOK.as_secs_f64();
            if rises as f64 > IDLE_RISES * share.max(1.0) {
                Finding::new(Diagnosis::IdleSpin)
                    .note(
                        format!("it rose {rises} times in {looked:.0?} while no task could run"),
                        format!(
                            "実行できるタスクがないのに、{looked:.0?} の間に {rises} 回起きました"
                        ),
                    )
                    .raise();
            }
            if looked >= IDLE_LOOK && asleep || began.elapsed() >= LONGEST_LOOK {
                return;
            }
        }
    }

    /// Waits for the end of the call. Where it does not end, `stuck` is raised.
    ///
    /// # Panics
    ///
    /// With `stuck`.
    #[track_caller]
    pub fn end(self, stuck: Diagnosis) -> End {
        let mut patience = Patience::new(self.thread);
        loop {
            if let Some(end) = self.ended_within(SAMPLE) {
                return end;
            }
            if let Some(finding) = patience.over(stuck) {
                finding.raise();
            }
        }
    }

    #[track_caller]
    fn not_ended_within(&self, limit: Duration) {
        if let Some(end) = self.ended_within(limit) {
            ended_early(end);
        }
    }

    pub(crate) fn ended_within(&self, limit: Duration) -> Option<End> {
        if self.end.get().is_none() {
            self.end.set(match self.ended.recv_timeout(limit) {
                Ok(end) => Some(end),
                Err(RecvTimeoutError::Disconnected) => Some(End::Panicked),
                Err(RecvTimeoutError::Timeout) => None,
            });
        }
        self.end.get()
    }
}

#[track_caller]
fn ended_early(end: End) -> ! {
    let finding = Finding::new(Diagnosis::EarlyReturn);
    match end {
        End::Returned => finding,
        End::Panicked => finding.note("it panicked", "パニックで終わりました"),
    }
    .raise()
}

/// Tells an executor that is stuck from one that is slow.
struct Patience {
    began: Instant,
    sleep: OneSleep,
}

impl Patience {
    fn new(thread: ThreadId) -> Patience {
        Patience {
            began: Instant::now(),
            sleep: OneSleep::of(thread),
        }
    }

    fn over(&mut self, stuck: Diagnosis) -> Option<Finding> {
        if self.sleep.look() >= ONE_SLEEP {
            return Some(Finding::new(stuck).note(
                "its thread sleeps, and nothing is left that would end the sleep",
                "スレッドは眠っており、それを起こすものは残っていません",
            ));
        }
        let waited = self.began.elapsed();
        (waited >= LIMIT).then(|| {
            Finding::new(stuck).note(
                format!("waited for {:.1} s", waited.as_secs_f64()),
                format!("{:.1} 秒待ちました", waited.as_secs_f64()),
            )
        })
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
    /// Three times in one poll.
    Thrice,
}

impl SelfWake {
    /// Every way.
    pub const ALL: [SelfWake; 4] = [
        SelfWake::ByRef,
        SelfWake::ByValue,
        SelfWake::FromAnotherThread,
        SelfWake::Thrice,
    ];

    /// The way in words, for a note.
    pub fn describe(self) -> (&'static str, &'static str) {
        match self {
            SelfWake::ByRef => (
                "`wake_by_ref` during the poll",
                "ポーリング中の `wake_by_ref`",
            ),
            SelfWake::ByValue => ("`wake` during the poll", "ポーリング中の `wake`"),
            SelfWake::FromAnotherThread => (
                "a wake from another thread during the poll",
                "ポーリング中の別スレッドからの起床",
            ),
            SelfWake::Thrice => (
                "three wakes during one poll",
                "1 回のポーリング中の 3 回の起床",
            ),
        }
    }

    #[expect(clippy::waker_clone_wake, reason = "a wake by value is what is tried")]
    fn call(self, waker: &Waker) {
        match self {
            SelfWake::ByRef => waker.wake_by_ref(),
            SelfWake::ByValue => waker.clone().wake(),
            SelfWake::FromAnotherThread => {
                let waker = waker.clone();
                let other = thread::spawn(move || waker.wake());
                other.join().expect("a wake does not panic");
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
}

impl Yields {
    /// A future that yields `times` times.
    pub fn new(times: u32, how: SelfWake) -> Yields {
        Yields {
            left: times,
            polls: 0,
            how,
        }
    }
}

impl Future for Yields {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        self.polls += 1;
        if self.left == 0 {
            return Poll::Ready(self.polls);
        }
        self.left -= 1;
        self.how.call(context.waker());
        Poll::Pending
    }
}
