//! A whole async program on a paused clock.

use std::cell::Cell;
use std::future::poll_fn;
use std::ops::Deref;
use std::panic::{AssertUnwindSafe, Location, catch_unwind, resume_unwind};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Runtime};
use tokio::task::unconstrained;
use tokio::time::sleep;

use crate::diagnosis::Diagnosis;
use crate::finding::Finding;
use crate::os;
use crate::panics;
use crate::trace::{self, Subject};
use crate::watchdog::{self, Knock};

/// Virtual time after which a program is given up. The paused clock jumps there at once when
/// nothing can run and no nearer timer is set, so nobody waits for it.
const HORIZON: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Virtual time that tasks are given to end after the program has returned, step by step.
const SETTLE: Duration = Duration::from_secs(60 * 60);
const STEP: Duration = Duration::from_secs(30);

/// Real time after which no further step is taken: a task that ticks would need long for the hour.
/// It is for all programs of a process together, for the same task may be left by each.
const SETTLING: Duration = Duration::from_millis(500);
static SETTLED: Mutex<Duration> = Mutex::new(Duration::ZERO);

/// Real time that blocking tasks are given to end when the runtime is dropped.
const SHUTDOWN: Duration = Duration::from_millis(100);

/// Polls of a program at one moment of virtual time after which it is busy.
const POLLS_OF_A_MOMENT: usize = 1000;

/// The watchdog asks a program for a sign of life after each tenth of a second of processor time.
/// So many signs at one moment of virtual time: its tasks are busy, although it may not be polled
/// itself. So many in all: it goes on, with the clock, and does not end.
const KNOCKS_OF_A_MOMENT: usize = 4;
const KNOCKS: usize = 15;

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
    /// Real time for which the thread of the program slept; all real time, where the system cannot
    /// tell.
    slept: Duration,
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
/// With [`Diagnosis::LostWake`] where nobody holds the waker of a program that waits, with
/// [`Diagnosis::Deadlock`] where somebody holds it and nothing is left that could happen, with
/// [`Diagnosis::BusyPoll`] where it is polled again and again at one moment of virtual time, with
/// [`Diagnosis::ReadyTooLate`] where it goes on with the clock and does not end, with
/// [`Diagnosis::PolledAfterReady`] where it polls a future which is done already and which panics
/// for that, and with whatever else it panics with. A program that naps ends with
/// [`Diagnosis::BlockedExecutor`]; one that blocks its thread for good ends the process with it,
/// one that never yields with [`Diagnosis::EndlessPoll`], and one that leaves a blocking task
/// behind with [`Diagnosis::LeakedTask`].
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
    let output = Cell::new(None);
    let mut program = Some(program);
    let account = account_of(&is_free, &mut || {
        let program = program.take().expect("it is made once")();
        Box::pin(async { output.set(Some(program.await)) })
    });
    Report {
        output: output.take().expect("it came to its end"),
        elapsed: account.elapsed,
        tasks_at_end: account.tasks_at_end,
        tasks_left: account.tasks_left,
        settled: account.settled,
        slept: account.slept,
    }
}

/// A program without its type: the machinery below is compiled once, with this crate, and not with
/// every test that runs a program.
type Program<'p> = Pin<Box<dyn Future<Output = ()> + 'p>>;

/// A [`Report`] without an output.
type Account = Report<()>;

#[track_caller]
fn account_of<'p>(is_free: &dyn Fn() -> bool, make: &mut dyn FnMut() -> Program<'p>) -> Account {
    let runtime = Paused::new();
    let (began, before) = (Instant::now(), os::turns(os::this_thread()));
    let mut held = 0_usize;
    let (knock, location) = (Arc::default(), Location::caller());
    let program = || {
        runtime.block_on(async {
            let start = tokio::time::Instant::now();
            let ticking = trace::ticking();
            Subject::named("program", &"program").record_at("begins", location);
            let mut program = make();
            let mut look = |is_pending: bool| {
                held += usize::from(is_pending && !is_free());
                false
            };
            let end = drive(program.as_mut(), &knock, location, &mut look).await;
            Subject::named("program", &"program").record("ends");
            (end, start.elapsed(), ticking)
        })
    };
    let (end, elapsed, ticking) = watched(&knock, program);
    let after = os::turns(os::this_thread());
    let busy = before.zip(after).map(|(before, after)| {
        let cpu = after.cpu.saturating_sub(before.cpu);
        cpu + after.waited.saturating_sub(before.waited)
    });
    let slept = began.elapsed().saturating_sub(busy.unwrap_or_default());
    if held > 0 {
        Finding::new(Diagnosis::LockAcrossAwait)
            .note(
                format!("the lock was taken at {held} of the moments at which the program waited"),
                format!("プログラムが待った時点のうち {held} 回で、ロックが取られたままでした"),
            )
            .raise();
    }
    match end {
        Drive::Ready => {}
        Drive::Stopped => unreachable!("nothing asked for it"),
        Drive::Stuck(finding) => finding.raise(),
    }
    // What begins when the program is over has its time, and what ends later has none.
    let tasks_at_end = runtime.tasks_after(TICK);
    drop(ticking);
    let (mut tasks_left, mut settled) = (tasks_at_end, Duration::ZERO);
    let mut spent = SETTLED.lock().unwrap_or_else(PoisonError::into_inner);
    while tasks_left > 0 && settled < SETTLE && (settled.is_zero() || *spent < SETTLING) {
        let step = Instant::now();
        tasks_left = runtime.tasks_after(STEP);
        settled += STEP;
        *spent += step.elapsed();
    }
    drop(spent);
    Report {
        output: (),
        elapsed,
        tasks_at_end,
        tasks_left,
        settled,
        slept,
    }
}

/// Runs a call that runs a program, under watch, and names what it panics with.
#[track_caller]
fn watched<R>(knock: &Arc<Knock>, program: impl FnOnce() -> R) -> R {
    // Caught only to be named: what it says has been printed.
    let program = || catch_unwind(AssertUnwindSafe(program));
    let asked = os::asked_to_sleep();
    let end = watchdog::watch_program(Diagnosis::BlockedExecutor, knock, program);
    // The polls of the program itself have been looked at; these are those of its tasks as well.
    let slept = os::asked_to_sleep() - asked;
    let panic = match end {
        Ok(end) if slept < watchdog::NAP => return end,
        Ok(_) => Finding::new(Diagnosis::BlockedExecutor)
            .note(
                format!("a task put the thread to sleep, for {slept:?} in all"),
                format!("タスクがスレッドを眠らせました (合わせて {slept:?})"),
            )
            .raise(),
        Err(panic) => panic,
    };
    match panics::text(&*panic) {
        Some(text) if panics::is_of_a_finished_future(text) => {
            Finding::new(Diagnosis::PolledAfterReady)
                .note(
                    format!("a future that was done was polled once more: {text}"),
                    format!("完了した Future がもう一度ポーリングされました: {text}"),
                )
                .raise()
        }
        _ => resume_unwind(panic),
    }
}

/// How a program was driven.
enum Drive {
    /// To its end.
    Ready,
    /// As far as was asked.
    Stopped,
    /// Until it was seen that it would never end.
    Stuck(Finding),
}

/// Polls the program whenever it is woken, until it is over, `look` at a poll says that this is
/// enough, or it will never end.
async fn drive(
    mut program: Pin<&mut (dyn Future<Output = ()> + '_)>,
    knock: &Knock,
    location: &'static Location<'static>,
    look: &mut dyn FnMut(bool) -> bool,
) -> Drive {
    let start = tokio::time::Instant::now();
    // A clock of the harness takes nothing of the budget that tokio gives a task for each poll.
    let mut horizon = pin!(unconstrained(sleep(HORIZON)));
    let mut relay = None::<Arc<Relay>>;
    let mut pulse = Pulse::default();
    poll_fn(|context| {
        // The horizon comes first. Its own wake must not become the poll that saves a program
        // which nobody else would ever wake.
        if horizon.as_mut().poll(context).is_ready() {
            let clones = relay
                .as_ref()
                .map_or(0, |relay| Arc::strong_count(relay) - 1);
            return Poll::Ready(Drive::Stuck(never_woken(clones)));
        }
        knock.of(context.waker());
        let now = start.elapsed();
        if let Some(finding) = pulse.beat(now, knock.answer()) {
            return Poll::Ready(Drive::Stuck(finding));
        }
        let relay = relay.get_or_insert_with(|| Relay::to(context.waker()));
        if !relay.outer.will_wake(context.waker()) {
            *relay = Relay::to(context.waker());
        }
        // Dropped after the poll: the clones that are left are those of the program.
        let waker = Waker::from(Arc::clone(relay));
        let (asleep, nap) = (Diagnosis::BlockedExecutor, Diagnosis::BlockedExecutor);
        let poll = watchdog::watch_short_at(location, asleep, nap, || {
            program.as_mut().poll(&mut Context::from_waker(&waker))
        });
        let is_enough = look(poll.is_pending());
        match poll {
            Poll::Ready(()) => Poll::Ready(Drive::Ready),
            Poll::Pending if is_enough => Poll::Ready(Drive::Stopped),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// The waker that a program is polled with. All clones share it, so that they can be counted.
struct Relay {
    outer: Waker,
}

impl Relay {
    fn to(outer: &Waker) -> Arc<Relay> {
        Arc::new(Relay {
            outer: outer.clone(),
        })
    }
}

impl Wake for Relay {
    fn wake(self: Arc<Self>) {
        self.outer.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.outer.wake_by_ref();
    }
}

/// The clock has come to its end, and so many clones of the program's waker are alive.
fn never_woken(clones: usize) -> Finding {
    let code = match clones {
        0 => Diagnosis::LostWake,
        _ => Diagnosis::Deadlock,
    };
    Finding::new(code).note(
        format!(
            "the virtual clock ran to its end, and the program was still `Pending`; clones of its \
             waker that are kept: {clones}"
        ),
        format!(
            "仮想時計が終わりまで進んでも、プログラムは `Pending` のままでした。waker の複製の残り: \
             {clones} 個"
        ),
    )
}

/// What the polls of a program, and those that the watchdog asked for, tell of it.
#[derive(Default)]
struct Pulse {
    /// The moment of virtual time of the latest poll, and how many polls there have been in it.
    moment: Duration,
    polls: usize,
    /// The moment of the latest knock, and how many have been answered in it, and in all.
    knocked: Duration,
    knocks: usize,
    all_knocks: usize,
}

impl Pulse {
    fn beat(&mut self, now: Duration, is_knock: bool) -> Option<Finding> {
        if now != self.moment {
            (self.moment, self.polls) = (now, 0);
        }
        self.polls += 1;
        let polls = self.polls;
        if polls > POLLS_OF_A_MOMENT {
            return Some(Finding::new(Diagnosis::BusyPoll).note(
                format!("the program was polled {polls} times, and the virtual clock stood still"),
                format!("仮想時計が止まったまま、プログラムが {polls} 回ポーリングされました"),
            ));
        }
        if !is_knock {
            return None;
        }
        if now != self.knocked {
            (self.knocked, self.knocks) = (now, 0);
        }
        self.knocks += 1;
        self.all_knocks += 1;
        if self.knocks >= KNOCKS_OF_A_MOMENT {
            return Some(Finding::new(Diagnosis::BusyPoll).note(
                "its tasks were polled again and again, and the virtual clock stood still",
                "仮想時計が止まったまま、タスクが繰り返しポーリングされました",
            ));
        }
        (self.all_knocks >= KNOCKS).then(|| {
            Finding::new(Diagnosis::ReadyTooLate).note(
                format!(
                    "after {now:.0?} of virtual time the program had still not come to its end"
                ),
                format!("仮想時間で {now:.0?} 経っても、プログラムは終わりませんでした"),
            )
        })
    }
}

/// A runtime whose clock is paused, and whose drop has a bound.
struct Paused(Option<Runtime>);

impl Paused {
    fn new() -> Paused {
        let runtime = Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .expect("a runtime without I/O needs nothing from the system");
        Paused(Some(runtime))
    }

    /// Lets so much virtual time pass, and counts the tasks that are alive then.
    ///
    /// The clock moves on when everything waits that is not over; a blocking task holds it.
    #[track_caller]
    fn tasks_after(&self, time: Duration) -> usize {
        let (knock, location) = (Arc::default(), Location::caller());
        let end = watchdog::watch_program(Diagnosis::LeakedTask, &knock, || {
            self.block_on(async {
                drive(pin!(sleep(time)), &knock, location, &mut |_| false).await
            })
        });
        if let Drive::Stuck(_) = end {
            Finding::new(Diagnosis::LeakedTask)
                .note(
                    "a task that was left behind never waits: the virtual clock stood still",
                    "残されたタスクがまったく待たないため、仮想時計が止まったままです",
                )
                .raise();
        }
        self.metrics().num_alive_tasks()
    }
}

impl Deref for Paused {
    type Target = Runtime;

    fn deref(&self) -> &Runtime {
        self.0.as_ref().expect("it is there until the drop")
    }
}

impl Drop for Paused {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            // Its own drop would wait for blocking tasks as long as they like.
            runtime.shutdown_timeout(SHUTDOWN);
        }
    }
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
        let state = Cell::new(None);
        let cancelled = cancelled_at(place, &mut || {
            let (program, of_it) = set_up();
            state.set(Some(of_it));
            Box::pin(async {
                program.await;
            })
        });
        check(state.take().expect("it was made"), Cancelled(cancelled));
        if cancelled.is_none() {
            return place - 1;
        }
    }
    unreachable!("no program has that many places")
}

/// Drops a program at that pending poll, and returns the place; none where it ended before.
#[track_caller]
fn cancelled_at<'p>(place: usize, make: &mut dyn FnMut() -> Program<'p>) -> Option<usize> {
    let runtime = Paused::new();
    let (knock, location) = (Arc::default(), Location::caller());
    let end = watched(&knock, || {
        runtime.block_on(async {
            let mut program = make();
            let mut pending = 0;
            let mut look = |is_pending: bool| {
                pending += usize::from(is_pending);
                pending == place
            };
            let end = drive(program.as_mut(), &knock, location, &mut look).await;
            drop(program);
            // What was spawned learns of the drop, and acts on it, in its own turn.
            sleep(TICK).await;
            end
        })
    });
    match end {
        Drive::Ready => None,
        Drive::Stopped => Some(place),
        Drive::Stuck(finding) => finding.raise(),
    }
}

/// At which of its pending polls a program was dropped; at none where it came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled(pub Option<usize>);

impl<T> Report<T> {
    /// Asks that the program took `expected` of virtual time, in whole milliseconds.
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
        // In whole milliseconds, as the timers have it: they round up, and a test that moves the
        // clock by less adds a fraction. A millisecond of grace would pass a timer set anew.
        let [asked, together] =
            [expected, one_by_one].map(|time| time.as_nanos().div_ceil(TICK.as_nanos()));
        let whole = self.elapsed.as_millis();
        let code = if whole == asked {
            return;
        } else if whole >= together {
            Diagnosis::SequentialAwait
        } else if whole > asked {
            Diagnosis::ReadyTooLate
        } else if self.slept * 2 >= expected - self.elapsed {
            Diagnosis::BlockedExecutor
        } else {
            Diagnosis::ReadyTooEarly
        };
        let (elapsed, slept) = (self.elapsed, self.slept);
        let mut finding = Finding::new(code).note(
            format!("virtual time: {elapsed:?}, expected {expected:?}"),
            format!("仮想時間 {elapsed:?} (期待値 {expected:?})"),
        );
        if slept >= TICK {
            finding = finding.note(
                format!("real time for which the thread slept: {slept:.0?}"),
                format!("スレッドが実際に眠った時間 {slept:.0?}"),
            );
        }
        finding.raise();
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
