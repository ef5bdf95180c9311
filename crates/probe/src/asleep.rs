//! An executor on its way to sleep: each instruction is a moment at which the wake may come.

use std::hint::spin_loop;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use crate::diagnosis::Diagnosis;
use crate::executor::{End, Running};
use crate::finding::Finding;
use crate::one_sleep::OneSleep;
use crate::os;
use crate::step::{self, Stepper, Stop, Then};
use crate::stepping::{Tour, function};
use crate::stuck::What;
use crate::trace::Muted;
use crate::turns::Turns;
use crate::watchdog::{LIMIT, ONE_SLEEP};

mod wake;

const SAMPLE: Duration = Duration::from_millis(2);

/// Places tried of one wait: each needs an executor, and a thread for it.
const MOST: usize = 160;

/// How long an executor may take from its start to the place, before the wake comes anyway.
const ON_ITS_WAY: Duration = Duration::from_millis(50);
const LOOK: Duration = Duration::from_millis(1);

/// How long an executor may take to fall asleep while it is stepped. One that never sleeps has a
/// mistake of another kind.
const TO_FALL_ASLEEP: Duration = Duration::from_secs(1);

/// Rounds where nobody can step.
const ROUNDS: u32 = 500;

/// Lets the wake of a task come at every instruction between the end of a poll and the sleep of
/// the thread, for the first wait of the task and for its second; and lets the thread rise, and
/// fall asleep again, at every instruction of the wake. `run` runs one task to its end.
///
/// Where instructions cannot be told apart (elsewhere than on x86-64 Linux, under a debugger, with
/// `KATA_NO_STEPPING=1`), the wake comes a little later in each of many rounds.
///
/// # Panics
///
/// With [`Diagnosis::DroppedWake`] where the task is not polled again, and with
/// [`Diagnosis::EarlyReturn`] where `run` ends before its task.
///
/// # Examples
///
/// ```
/// use std::pin::pin;
/// use std::sync::Arc;
/// use std::task::{Context, Wake, Waker};
/// use std::thread::{self, Thread};
///
/// struct Unpark(Thread);
///
/// impl Wake for Unpark {
///     fn wake(self: Arc<Self>) {
///         self.0.unpark();
///     }
/// }
///
/// probe::executor::woken_at_every_instruction(|task| {
///     let waker = Waker::from(Arc::new(Unpark(thread::current())));
///     let mut task = pin!(task);
///     while task.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
///         thread::park();
///     }
/// });
/// ```
#[track_caller]
pub fn woken_at_every_instruction(run: impl Fn(Alarm) + Clone + Send + 'static) {
    let _muted = Muted::race();
    let found = match Stepper::get() {
        Some(stepper) => {
            in_steps(&stepper, run.clone()).and_then(|()| wake::in_steps(&stepper, run))
        }
        None => in_rounds(run),
    };
    if let Err(finding) = found {
        finding.raise();
    }
}

#[track_caller]
fn in_steps(
    stepper: &Stepper,
    run: impl Fn(Alarm) + Clone + Send + 'static,
) -> Result<(), Finding> {
    let turns = Turns::begin(What::Event);
    for wait in [1, 2] {
        // Before anything is recorded: the first time memory is mapped and caches are filled.
        let nap = Nap::begin(wait, false, run.clone());
        nap.has_polled(wait);
        nap.ring(&turns);
        nap.end(&Moment::Late { wait })?;

        stepper.begin_recording();
        let nap = Nap::begin(wait, true, run.clone());
        let path = nap.falls_asleep(stepper).then(|| stepper.recorded());
        nap.ring(&turns);
        nap.end(&Moment::Late { wait })?;
        step::leave();
        let Some(path) = path else { continue };

        Tour::of_at_most(MOST, &path).walk(|place| {
            let armed = stepper.arm(place, Then::Turn);
            let nap = Nap::begin(wait, armed, run.clone());
            turns.next({
                let bell = Arc::clone(&nap.bell);
                move |_| bell.ring()
            });
            if armed {
                nap.comes_by(stepper);
                step::leave();
            }
            let stop = if armed && stepper.gave_a_turn() {
                turns.finish();
                Stop::Reached
            } else {
                nap.has_polled(wait);
                turns.take();
                if armed {
                    stepper.stopped()
                } else {
                    Stop::GivenUp
                }
            };
            let (at, of) = (place.number, path.len());
            nap.end(&Moment::OnItsWayToSleep { wait, at, of })?;
            Ok(stop)
        })?;
    }
    Ok(())
}

fn in_rounds(run: impl Fn(Alarm) + Clone + Send + 'static) -> Result<(), Finding> {
    for round in 0..ROUNDS {
        let wait = 1 + round % 2;
        let nap = Nap::begin(wait, false, run.clone());
        nap.bell.has_just_been_polled(wait);
        nap.has_polled(wait);
        for _ in 0..round % 100 * 4 {
            spin_loop();
        }
        nap.bell.ring();
        nap.end(&Moment::Late { wait })?;
    }
    Ok(())
}

/// An executor that runs one [`Alarm`].
struct Nap {
    running: Running,
    bell: Arc<Bell>,
}

impl Nap {
    /// Begins, and brings the task to its wait: the last one is that of interest.
    fn begin(wait: u32, stepped: bool, run: impl Fn(Alarm) + Send + 'static) -> Nap {
        let bell = Arc::new(Bell::default());
        let alarm = Alarm {
            bell: Arc::clone(&bell),
            polls: 0,
            wait,
            stepped,
        };
        let running = Running::start(move || run(alarm));
        let nap = Nap { running, bell };
        for earlier in 1..wait {
            nap.has_polled(earlier);
            nap.bell.ring();
        }
        nap
    }

    /// Waits until the task has been polled so often, and its waker lies in the bell; or until it
    /// never will.
    fn has_polled(&self, polls: u32) {
        let (began, mut sleep) = (Instant::now(), OneSleep::of(self.running.thread));
        while !self.bell.has_waker_within(SAMPLE, polls) {
            let has_ended = self.running.ended_within(Duration::ZERO).is_some();
            if has_ended || sleep.look() >= ONE_SLEEP || began.elapsed() >= LIMIT {
                return;
            }
        }
    }

    fn ring(&self, turns: &Turns) {
        let bell = Arc::clone(&self.bell);
        turns.next(move |_| bell.ring());
        turns.take();
    }

    /// Whether the thread falls asleep while it is recorded.
    fn falls_asleep(&self, stepper: &Stepper) -> bool {
        // The task waits until somebody does.
        stepper.wait_for_the_place(SAMPLE);
        let (began, mut same, mut length) = (Instant::now(), 0, 0);
        while began.elapsed() < TO_FALL_ASLEEP {
            thread::sleep(SAMPLE / 2);
            let now = stepper.length();
            let asleep = os::activity(self.running.thread).is_asleep();
            same = if asleep && now == length && now > 0 {
                same + 1
            } else {
                0
            };
            length = now;
            if same == 3 {
                return true;
            }
        }
        false
    }

    /// Waits until the thread has come to the place, or is asleep without having met it.
    fn comes_by(&self, stepper: &Stepper) {
        let began = Instant::now();
        let mut asleep = 0;
        while asleep < 2 && began.elapsed() < ON_ITS_WAY {
            stepper.wait_for_the_place(LOOK);
            if stepper.gave_a_turn() {
                return;
            }
            let is_asleep = os::activity(self.running.thread).is_asleep();
            asleep = if is_asleep { asleep + 1 } else { 0 };
        }
    }

    /// Waits for the end, now that the wake has come.
    fn end(self, moment: &Moment) -> Result<(), Finding> {
        let began = Instant::now();
        let mut sleep = OneSleep::of(self.running.thread);
        loop {
            match self.running.ended_within(SAMPLE) {
                Some(End::Returned) if self.bell.is_done() => return Ok(()),
                Some(End::Returned) => return Err(Finding::new(Diagnosis::EarlyReturn)),
                Some(End::Panicked(text)) => {
                    let finding = Finding::new(Diagnosis::EarlyReturn);
                    return Err(finding.note(
                        format!("it panicked: {text}"),
                        format!("パニックで終わりました: {text}"),
                    ));
                }
                None => {}
            }
            if sleep.look() >= ONE_SLEEP || began.elapsed() >= LIMIT {
                return Err(match self.bell.is_done() {
                    // The task came to its end, and only the executor did not.
                    true => Finding::new(Diagnosis::NeverReturns),
                    false => moment.lost(),
                });
            }
        }
    }
}

/// When the wake came: in which wait of the task, and at which instruction of how many.
enum Moment {
    /// When the thread was asleep.
    Late {
        wait: u32,
    },
    OnItsWayToSleep {
        wait: u32,
        at: usize,
        of: usize,
    },
    /// The thread had time to rise, and to fall asleep again, in the middle of the wake.
    InTheWake {
        wait: u32,
        at: usize,
        of: usize,
    },
}

impl Moment {
    fn lost(&self) -> Finding {
        let (Moment::Late { wait }
        | Moment::OnItsWayToSleep { wait, .. }
        | Moment::InTheWake { wait, .. }) = self;
        let (en, ja) = match wait {
            1 => ("the first wait", "1 回目の待ち"),
            _ => ("the second wait", "2 回目の待ち"),
        };
        let finding = Finding::new(Diagnosis::DroppedWake);
        match *self {
            Moment::OnItsWayToSleep { at, of, .. } => finding.note(
                format!(
                    "in {en} of a task, the wake came at instruction {at} of the {of} between the \
                     end of the poll and the sleep of the thread{}; the task was not polled again",
                    function(at).0
                ),
                format!(
                    "タスクの{ja}で、ポーリングの終わりからスレッドが眠るまでの {of} 命令のうち \
                     {at} 命令目{}に起床が来ましたが、タスクは再びポーリングされませんでした",
                    function(at).1
                ),
            ),
            Moment::InTheWake { at, of, .. } => finding.note(
                format!(
                    "in {en} of a task, the thread rose at instruction {at} of the {of} of the \
                     wake{}, and fell asleep again; the task was not polled again",
                    function(at).0
                ),
                format!(
                    "タスクの{ja}で、起床の {of} 命令のうち {at} 命令目{}でスレッドが起き、\
                     また眠りました。タスクは再びポーリングされませんでした",
                    function(at).1
                ),
            ),
            Moment::Late { .. } => finding.note(
                format!("in {en} of a task, the wake came; the task was not polled again"),
                format!("タスクの{ja}で起床が来ましたが、タスクは再びポーリングされませんでした"),
            ),
        }
    }
}

/// What a task and the test share.
#[derive(Default)]
struct Bell {
    state: Mutex<State>,
    polled: Condvar,
    /// The polls once more, for a side that spins.
    polls: AtomicU32,
}

#[derive(Default)]
struct State {
    waker: Option<Waker>,
    polls: u32,
    done: bool,
}

impl Bell {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ring(&self) {
        // None is kept: an executor may rightly go on for as long as somebody could wake a task.
        let waker = self.lock().waker.take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Waits until the task has been polled so often, and its waker lies here, up to the limit.
    fn has_waker_within(&self, limit: Duration, polls: u32) -> bool {
        let fewer = |state: &mut State| state.polls < polls;
        let waited = self.polled.wait_timeout_while(self.lock(), limit, fewer);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.polls >= polls
    }

    /// The same, noticed at once.
    fn has_just_been_polled(&self, polls: u32) {
        let began = Instant::now();
        while self.polls.load(Ordering::SeqCst) < polls && began.elapsed() < SAMPLE {
            spin_loop();
        }
    }

    fn is_done(&self) -> bool {
        self.lock().done
    }
}

/// The task of [`woken_at_every_instruction`]: waits until it is woken, once or twice.
pub struct Alarm {
    bell: Arc<Bell>,
    polls: u32,
    /// The wait of interest, which is the last one.
    wait: u32,
    stepped: bool,
}

impl Future for Alarm {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.polls += 1;
        if self.polls > self.wait {
            step::leave();
            self.bell.lock().done = true;
            return Poll::Ready(());
        }
        let waker = context.waker().clone();
        let former = {
            let mut state = self.bell.lock();
            state.polls = self.polls;
            state.waker.replace(waker)
        };
        drop(former);
        self.bell.polled.notify_all();
        self.bell.polls.store(self.polls, Ordering::SeqCst);
        if self.stepped && self.polls == self.wait {
            // Whoever else runs now must not meet the breakpoint.
            step::until_somebody_waits(LIMIT);
            step::enter();
        }
        Poll::Pending
    }
}
