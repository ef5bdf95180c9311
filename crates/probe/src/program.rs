//! A whole async program on a paused clock.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Runtime};

use crate::diagnosis::Diagnosis;
use crate::finding::Finding;
use crate::panics;
use crate::watchdog;

/// Virtual time after which a program is given up. The paused clock jumps there at once when
/// nothing can run and no nearer timer is set, so nobody waits for it.
const HORIZON: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Virtual time that tasks are given to end after the program has returned, step by step.
const SETTLE: Duration = Duration::from_secs(60 * 60);
const STEP: Duration = Duration::from_secs(30);

/// Real time after which no further step is taken: a task that ticks would need long for the hour.
const SETTLING: Duration = Duration::from_secs(1);

/// Timers have the resolution of one millisecond, and round up.
const TICK: Duration = Duration::from_millis(1);

/// What a program did.
#[derive(Debug)]
pub struct Report<T> {
    /// What it returned.
    pub output: T,
    /// Virtual time it took.
    pub elapsed: Duration,
    /// Tasks that were alive when it had returned, and all had run that could: a task that has only
    /// to notice that it is over does not count.
    pub tasks_at_end: usize,
    /// Tasks that were still alive up to an hour of virtual time later.
    pub tasks_left: usize,
    /// How much later that was.
    settled: Duration,
    wall: Duration,
}

/// Runs `program` on a single-threaded tokio runtime whose clock is paused: time moves only when
/// every task waits, and then jumps to the next timer. There is no I/O.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// let report = probe::program::run(|| async {
///     tokio::time::sleep(Duration::from_secs(3600)).await;
///     7
/// });
/// report.took(Duration::from_secs(3600));
/// assert_eq!(report.output, 7);
/// ```
///
/// # Panics
///
/// With [`Diagnosis::Deadlock`] where nothing is left that could wake the program, and with
/// whatever the program panics with. A program that blocks its thread ends the process with
/// [`Diagnosis::BlockedExecutor`], one that never yields with [`Diagnosis::EndlessPoll`]. A program
/// that polls a future which is done already, and panics for that, ends with
/// [`Diagnosis::PolledAfterReady`].
#[track_caller]
pub fn run<F: Future>(program: impl FnOnce() -> F) -> Report<F::Output> {
    run_lending(|| true, program)
}

/// [`run`], with a look at a lock that the program was lent whenever it waits: `is_free` says
/// whether the lock could be had, `|| lock.try_lock().is_ok()`.
///
/// # Panics
///
/// As [`run`], and with [`Diagnosis::LockAcrossAwait`] where the program waits with the lock in
/// its hand.
#[track_caller]
pub fn run_lending<F: Future>(
    is_free: impl Fn() -> bool,
    program: impl FnOnce() -> F,
) -> Report<F::Output> {
    let runtime = paused();
    let began = Instant::now();
    let mut held = 0_usize;
    let program = || {
        runtime.block_on(async {
            let start = tokio::time::Instant::now();
            let mut program = pin!(program());
            let watched = poll_fn(|context| {
                let poll = program.as_mut().poll(context);
                held += usize::from(poll.is_pending() && !is_free());
                poll
            });
            let output = tokio::time::timeout(HORIZON, watched).await;
            (output.ok(), start.elapsed())
        })
    };
    // Caught only to be named: what it says has been printed.
    let program = || catch_unwind(AssertUnwindSafe(program));
    let (output, elapsed) = match watchdog::watch(Diagnosis::BlockedExecutor, program) {
        Ok(end) => end,
        Err(panic) => match panics::text(&*panic) {
            Some(text) if is_of_a_finished_future(text) => {
                Finding::new(Diagnosis::PolledAfterReady)
                    .note(
                        format!("a future that was done was polled once more: {text}"),
                        format!("完了した Future がもう一度ポーリングされました: {text}"),
                    )
                    .raise()
            }
            _ => resume_unwind(panic),
        },
    };
    let wall = began.elapsed();
    if held > 0 {
        Finding::new(Diagnosis::LockAcrossAwait)
            .note(
                format!("the lock was taken at {held} of the moments at which the program waited"),
                format!("プログラムが待った時点のうち {held} 回で、ロックが取られたままでした"),
            )
            .raise();
    }
    let Some(output) = output else {
        Finding::new(Diagnosis::Deadlock)
            .note(
                "the virtual clock ran to its end: no timer, no task, and no waker was left",
                "仮想時計が終わりまで進みました。タイマーもタスクも waker も残っていません",
            )
            .raise();
    };
    // The clock moves on when everything waits that is not over.
    let alive_after = |time| {
        watchdog::watch(Diagnosis::BlockedExecutor, || {
            runtime.block_on(async { tokio::time::sleep(time).await });
        });
        runtime.metrics().num_alive_tasks()
    };
    let tasks_at_end = alive_after(TICK);
    let (mut tasks_left, mut settled) = (tasks_at_end, Duration::ZERO);
    let settling = Instant::now();
    while tasks_left > 0 && settled < SETTLE && settling.elapsed() < SETTLING {
        tasks_left = alive_after(STEP);
        settled += STEP;
    }
    Report {
        output,
        elapsed,
        tasks_at_end,
        tasks_left,
        settled,
        wall,
    }
}

/// Whether a panic says that a future was polled again: the words of `async` blocks, and those of
/// the futures crate.
fn is_of_a_finished_future(text: &str) -> bool {
    text.contains("resumed after completion") || text.contains("polled after")
}

fn paused() -> Runtime {
    Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime without I/O needs nothing from the system")
}

/// Drops a program at its first pending poll, at its second, and so on, until one comes to its
/// end, and each time asks `check` what became of it. `set_up` makes a program and whatever is
/// needed to judge it afterwards. Returns at how many places the program was dropped.
///
/// # Panics
///
/// With whatever `check` raises, and as [`run`].
#[track_caller]
pub fn cancel_everywhere<F: Future, S>(
    set_up: impl Fn() -> (F, S),
    check: impl Fn(S, Cancelled),
) -> usize {
    for place in 1.. {
        let runtime = paused();
        let (finished, state) = watchdog::watch(Diagnosis::BlockedExecutor, || {
            runtime.block_on(async {
                let (program, state) = set_up();
                let mut program = Box::pin(program);
                let mut pending = 0;
                let to_the_place = poll_fn(|context| {
                    let poll = program.as_mut().poll(context);
                    pending += usize::from(poll.is_pending());
                    match poll.is_ready() || pending == place {
                        true => std::task::Poll::Ready(poll.is_ready()),
                        false => std::task::Poll::Pending,
                    }
                });
                let finished = tokio::time::timeout(HORIZON, to_the_place).await;
                drop(program);
                // What was spawned learns of the drop, and acts on it, in its own turn.
                tokio::time::sleep(TICK).await;
                (finished.unwrap_or(true), state)
            })
        });
        let cancelled = (!finished).then_some(place);
        check(state, Cancelled(cancelled));
        if finished {
            return place - 1;
        }
    }
    unreachable!("no program has that many places")
}

/// At which of its pending polls a program was dropped; at none where it came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled(pub Option<usize>);

impl<T> Report<T> {
    /// Asks that the program took `expected` of virtual time, to the millisecond.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::ReadyTooLate`] where it took longer, with
    /// [`Diagnosis::BlockedExecutor`] where it slept for real instead, and with
    /// [`Diagnosis::ReadyTooEarly`] otherwise.
    #[track_caller]
    pub fn took(&self, expected: Duration) {
        self.took_not(expected, Duration::MAX);
    }

    /// [`took`](Report::took), where `one_by_one` is the time that the parts take one after the
    /// other.
    ///
    /// # Panics
    ///
    /// As [`took`](Report::took), and with [`Diagnosis::SequentialAwait`] where it took that time,
    /// or longer.
    #[track_caller]
    pub fn took_not(&self, expected: Duration, one_by_one: Duration) {
        let code = if self.elapsed + TICK >= one_by_one {
            Diagnosis::SequentialAwait
        } else if self.elapsed > expected + TICK {
            Diagnosis::ReadyTooLate
        } else if self.elapsed + TICK >= expected {
            return;
        } else if self.wall + TICK >= expected - self.elapsed {
            Diagnosis::BlockedExecutor
        } else {
            Diagnosis::ReadyTooEarly
        };
        let (elapsed, wall) = (self.elapsed, self.wall);
        Finding::new(code)
            .note(
                format!("virtual time: {elapsed:?}, expected {expected:?}; real time: {wall:.0?}"),
                format!("仮想時間 {elapsed:?} (期待値 {expected:?})、実時間 {wall:.0?}"),
            )
            .raise();
    }

    /// Asks that no task was alive when the program returned: none that goes on, and none that
    /// was forgotten.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::LeakedTask`] where a task never ends, with
    /// [`Diagnosis::WorksAfterDrop`] where one went on for a while.
    #[track_caller]
    pub fn no_task_left(&self) {
        let (at_end, left, later) = (self.tasks_at_end, self.tasks_left, self.settled);
        let code = match (at_end, left) {
            (0, _) => return,
            (_, 0) => Diagnosis::WorksAfterDrop,
            _ => Diagnosis::LeakedTask,
        };
        Finding::new(code)
            .note(
                format!(
                    "tasks alive at the end: {at_end}; {later:?} of virtual time later: {left}"
                ),
                format!("終了時に生きていたタスク {at_end} 個、仮想時間で {later:?} 後 {left} 個"),
            )
            .raise();
    }
}
