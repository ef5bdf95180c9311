//! Ends what never comes back, and says in which way it was stuck.
//!
//! A busy call is judged by the processor time of its thread, a sleeping one by its sleep. Neither
//! grows while the thread waits for a processor, so a busy machine brings no limit closer.

use std::io::Write;
use std::panic::Location;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, Once, PoisonError};
use std::task::Waker;
use std::thread;
use std::time::{Duration, Instant};

use crate::diagnosis::Diagnosis;
use crate::finding::Finding;
use crate::one_sleep::OneSleep;
use crate::os::{self, Activity, ThreadId, Turns};
use crate::own_wait;
use crate::report;
use crate::stuck::how;
use lang::Lang;

/// The name of the thread that looks.
pub(crate) const NAME: &str = "watchdog";

/// Where the system does not tell what a thread is doing, a watched call that has not come back
/// after this time is stuck. Elsewhere nothing depends on it.
pub const LIMIT: Duration = Duration::from_secs(5);

/// One single sleep of this length, in a call that has no reason to sleep at all, is enough.
pub(crate) const ONE_SLEEP: Duration = Duration::from_secs(1);

/// So are many shorter ones that take longer together.
pub(crate) const ALL_SLEEPS: Duration = Duration::from_millis(1500);

/// Processor time after which a call is endless.
pub(crate) const BUSY: Duration = Duration::from_secs(1);

/// A thread that gives each turn away hardly gets any processor time on a busy machine. So many turns
/// in so long a time, each of them so short and none of them followed by a sleep, are as good.
const TURNS: u64 = 100;
const SHORT_TURN: Duration = Duration::from_micros(100);
const AWAKE: Duration = Duration::from_millis(1500);

/// Processor time without a sign of life after which a program is asked for one.
const SILENCE: Duration = Duration::from_millis(100);

/// A sleep for a set time is a nap from this length on, in a call that has to be short.
pub(crate) const NAP: Duration = Duration::from_millis(5);

/// A thread that is about to be woken by another one that was still asleep a moment ago is seen
/// waiting once or twice.
const WAITS: u32 = 4;

/// How often short calls are looked at, and how often the others.
const FAST: Duration = Duration::from_millis(1);
const SLOW: Duration = Duration::from_millis(50);

/// How long the watchdog stays awake after the last call.
const IDLE: Duration = Duration::from_secs(1);

/// Runs `call` on this thread. If it does not come back, the process ends with `asleep` where the
/// thread sleeps, and with [`EndlessPoll`](Diagnosis::EndlessPoll) where it is busy.
///
/// The process has to end: a thread that is stuck cannot be stopped from outside.
#[track_caller]
pub fn watch<R>(asleep: Diagnosis, call: impl FnOnce() -> R) -> R {
    watch_at(Location::caller(), asleep, call)
}

/// [`watch`] for a call that waits as a runtime does, and never by `thread::sleep`: naps of some
/// milliseconds in all raise `asleep` once the call is over.
///
/// Only Linux tells of them.
///
/// # Panics
///
/// With `asleep`.
#[track_caller]
pub fn watch_awake<R>(asleep: Diagnosis, call: impl FnOnce() -> R) -> R {
    let asked = os::asked_to_sleep();
    let result = watch_at(Location::caller(), asleep, call);
    let slept = os::asked_to_sleep() - asked;
    if slept >= NAP {
        Finding::new(asleep)
            .note(
                format!("its thread called `thread::sleep`, for {slept:?} in all"),
                format!("スレッドが `thread::sleep` を呼びました (合わせて {slept:?})"),
            )
            .raise();
    }
    result
}

/// [`watch`], where the caller is the harness itself and the place is another.
pub(crate) fn watch_at<R>(
    place: &'static Location<'static>,
    asleep: Diagnosis,
    call: impl FnOnce() -> R,
) -> R {
    let entry = WATCHDOG.begin(Call::new(asleep, place));
    let result = call();
    drop(entry);
    result
}

/// [`watch`] for a program that can be asked whether it still comes back to its runtime.
#[track_caller]
pub(crate) fn watch_program<R>(
    asleep: Diagnosis,
    knock: &Arc<Knock>,
    call: impl FnOnce() -> R,
) -> R {
    let mut watched = Call::new(asleep, Location::caller());
    watched.knock = Some(Arc::clone(knock));
    let entry = WATCHDOG.begin(watched);
    let result = call();
    drop(entry);
    result
}

/// [`watch`] for a call that must not sleep at all, such as a poll: a nap raises `nap` as soon as
/// the call is over. A short wait for a lock is none.
///
/// Only Linux tells in which way a thread sleeps.
#[track_caller]
pub(crate) fn watch_short<R>(asleep: Diagnosis, nap: Diagnosis, call: impl FnOnce() -> R) -> R {
    watch_short_at(Location::caller(), asleep, nap, call)
}

/// [`watch_short`], where the caller is the harness itself and the place is another.
pub(crate) fn watch_short_at<R>(
    place: &'static Location<'static>,
    asleep: Diagnosis,
    nap: Diagnosis,
    call: impl FnOnce() -> R,
) -> R {
    let mut watched = Call::new(asleep, place);
    watched.is_short = true;
    let (began, asked) = (watched.began, os::asked_to_sleep());
    let entry = WATCHDOG.begin(watched);
    let result = call();
    let took = began.elapsed();
    let asked = os::asked_to_sleep() - asked;
    // Whoever sleeps in another way than by `thread::sleep` has to be seen doing so.
    let was_seen = entry.end();
    if asked >= NAP || was_seen && took >= NAP {
        Finding::new(nap)
            .note(
                format!(
                    "the call took {took:.0?}; its thread was asleep for a set time, as in \
                     `thread::sleep`, or waited for one that was"
                ),
                format!(
                    "呼び出しに {took:.0?} かかり、その間スレッドは `thread::sleep` のように、\
                     時間を決めて眠っているか、そのようなスレッドを待っていました"
                ),
            )
            .raise_at(place);
    }
    result
}

/// How the watchdog asks a program whether its runtime still polls it.
#[derive(Default)]
pub(crate) struct Knock {
    waker: Mutex<Option<Waker>>,
    asked: AtomicBool,
    answered: AtomicBool,
}

impl Knock {
    /// Whom to wake.
    pub(crate) fn of(&self, waker: &Waker) {
        let mut kept = self.waker.lock().unwrap_or_else(PoisonError::into_inner);
        if !kept.as_ref().is_some_and(|kept| kept.will_wake(waker)) {
            *kept = Some(waker.clone());
        }
    }

    fn ask(&self) {
        let waker = {
            let kept = self.waker.lock().unwrap_or_else(PoisonError::into_inner);
            kept.clone()
        };
        if let Some(waker) = waker {
            self.asked.store(true, Ordering::SeqCst);
            waker.wake();
        }
    }

    /// Answers, and tells whether there was a question.
    pub(crate) fn answer(&self) -> bool {
        let asked = self.asked.swap(false, Ordering::SeqCst);
        if asked {
            self.answered.store(true, Ordering::SeqCst);
        }
        asked
    }

    fn take_answer(&self) -> bool {
        self.answered.swap(false, Ordering::SeqCst)
    }
}

static WATCHDOG: Watchdog = Watchdog {
    state: Mutex::new(State {
        calls: Vec::new(),
        next: 0,
        is_asleep: true,
    }),
    begun: Condvar::new(),
    started: Once::new(),
};

struct Watchdog {
    state: Mutex<State>,
    begun: Condvar,
    started: Once,
}

struct State {
    calls: Vec<(u64, Call)>,
    /// The number of the next call.
    next: u64,
    /// The watchdog has to be woken: it does not look by itself.
    is_asleep: bool,
}

/// A call under watch.
struct Call {
    thread: ThreadId,
    began: Instant,
    asleep: Diagnosis,
    location: &'static Location<'static>,
    is_short: bool,
    knock: Option<Arc<Knock>>,
    napped: bool,
    /// How often in a row it was seen waiting for a thread that sleeps.
    waits: u32,
    account: Account,
    /// Processor time since the call began, or since it last answered a knock.
    busy: Duration,
    sleep: OneSleep,
    /// How often it was seen awake, and how often asleep, and in which way it slept last.
    seen: [u32; 2],
    asleep_in: Option<Activity>,
}

/// What a thread has spent, as far as it was looked at.
#[derive(Default)]
pub(crate) struct Account {
    latest: Option<(Instant, Option<Turns>)>,
    wall: Duration,
    pub(crate) cpu: Duration,
    waited: Duration,
    turns: u64,
    was_asleep: bool,
}

impl Account {
    /// Adds what the thread has spent since the latest look, and returns its processor time; nothing
    /// where the system does not tell.
    pub(crate) fn add(&mut self, turns: Option<Turns>, is_asleep: bool) -> Option<Duration> {
        let now = Instant::now();
        let before = self.latest.replace((now, turns));
        self.was_asleep |= is_asleep;
        let turns = turns?;
        let Some((at, Some(before))) = before else {
            return Some(Duration::ZERO);
        };
        let cpu = turns.cpu.saturating_sub(before.cpu);
        self.cpu += cpu;
        self.waited += turns.waited.saturating_sub(before.waited);
        self.wall += now - at;
        self.turns += turns.count.saturating_sub(before.count);
        Some(cpu)
    }

    /// Leaves out what happens until the next look.
    pub(crate) fn pause(&mut self) {
        self.latest = None;
    }

    /// Time for which it neither ran nor waited for a processor.
    pub(crate) fn asleep(&self) -> Duration {
        self.wall.saturating_sub(self.cpu + self.waited)
    }

    /// It never sleeps, and always gives its turn away.
    pub(crate) fn only_yields(&self) -> bool {
        !self.was_asleep
            && self.wall >= AWAKE
            && self.turns >= TURNS
            && self.cpu.as_micros() < u128::from(self.turns) * SHORT_TURN.as_micros()
    }
}

/// Ends the watch when it is dropped, also by a panic of the call.
struct Entry(u64);

impl Entry {
    /// Ends the watch, and tells whether the call was seen in a sleep for a set time.
    fn end(self) -> bool {
        let napped = WATCHDOG.remove(self.0);
        std::mem::forget(self);
        napped
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        WATCHDOG.remove(self.0);
    }
}

impl Watchdog {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn begin(&'static self, call: Call) -> Entry {
        self.started.call_once(|| {
            thread::Builder::new()
                .name(NAME.to_owned())
                .spawn(|| self.run())
                .expect("the machine can start one more thread");
        });
        let mut state = self.lock();
        let serial = state.next;
        state.next += 1;
        state.calls.push((serial, call));
        // A wake for each poll would cost two switches, and disturb the races.
        if std::mem::take(&mut state.is_asleep) {
            self.begun.notify_one();
        }
        Entry(serial)
    }

    fn remove(&self, serial: u64) -> bool {
        let mut state = self.lock();
        let at = state.calls.iter().rposition(|(own, _)| *own == serial);
        at.is_some_and(|at| state.calls.remove(at).1.napped)
    }

    fn run(&self) {
        os::this_thread_is_own();
        let (mut last, mut quiet_since) = (0, Instant::now());
        let mut due = Vec::new();
        let mut state = self.lock();
        loop {
            if state.next != last || !state.calls.is_empty() {
                (last, quiet_since) = (state.next, Instant::now());
            }
            let quiet = quiet_since.elapsed();
            state = if quiet >= IDLE {
                state.is_asleep = true;
                let wait = self.begun.wait_while(state, |state| state.is_asleep);
                wait.unwrap_or_else(PoisonError::into_inner)
            } else {
                // Soon again while short calls come: the next may be over before a long pause is.
                let pause = match state.calls.iter().any(|(_, call)| call.is_short) {
                    true => FAST,
                    false => FAST.max(quiet / 4).min(SLOW),
                };
                let wait = self.begun.wait_timeout(state, pause);
                wait.unwrap_or_else(PoisonError::into_inner).0
            };
            due.extend(state.calls.iter().filter_map(|(serial, call)| {
                let question = call.question()?;
                Some((*serial, question))
            }));
            // Not under the lock: a call that begins or ends must not wait for this.
            drop(state);
            let seen = due
                .drain(..)
                .map(|(serial, question)| (serial, question.look()));
            let seen: Vec<_> = seen.collect();
            state = self.lock();
            for (serial, seen) in seen {
                let call = state.calls.iter_mut().find(|(own, _)| *own == serial);
                if let Some((_, call)) = call {
                    call.see(&seen);
                }
            }
        }
    }
}

/// What is to be found out of a thread.
struct Question {
    thread: ThreadId,
    /// Whether it naps, which has to be asked often.
    nap: bool,
    /// Everything else.
    all: bool,
}

/// What was found out.
struct Seen {
    activity: Activity,
    waits_for_a_sleeper: bool,
    turns: Option<Turns>,
    sleeps: Option<u64>,
    is_ours: bool,
    all: bool,
}

impl Question {
    fn look(&self) -> Seen {
        let activity = os::activity(self.thread);
        let waits = self.nap && activity == Activity::Waiting;
        Seen {
            activity,
            waits_for_a_sleeper: waits && os::waits_for_a_sleeper(self.thread),
            turns: self.all.then(|| os::turns(self.thread)).flatten(),
            sleeps: self.all.then(|| os::sleeps(self.thread)).flatten(),
            is_ours: own_wait::is_in(self.thread),
            all: self.all,
        }
    }
}

impl Call {
    fn new(asleep: Diagnosis, location: &'static Location<'static>) -> Call {
        let thread = os::this_thread();
        Call {
            thread,
            began: Instant::now(),
            asleep,
            location,
            is_short: false,
            knock: None,
            napped: false,
            waits: 0,
            account: Account::default(),
            busy: Duration::ZERO,
            sleep: OneSleep::of(thread),
            seen: [0; 2],
            asleep_in: None,
        }
    }

    fn question(&self) -> Option<Question> {
        let latest = self.account.latest;
        let question = Question {
            thread: self.thread,
            nap: self.is_short && !self.napped,
            all: latest.is_none_or(|(at, _)| at.elapsed() >= SLOW),
        };
        let is_new = self.began.elapsed() < FAST;
        (!is_new && (question.nap || question.all)).then_some(question)
    }

    fn see(&mut self, seen: &Seen) {
        if seen.is_ours {
            self.account.pause();
            self.sleep.seen(None);
            return;
        }
        // Whoever waits for a thread that naps, naps.
        self.waits = if seen.waits_for_a_sleeper {
            self.waits + 1
        } else {
            0
        };
        self.napped |= seen.activity == Activity::Sleeping || self.waits >= WAITS;
        if !seen.all {
            return;
        }
        let is_asleep = seen.activity.is_asleep();
        let used = self.account.add(seen.turns, is_asleep);
        self.busy += used.unwrap_or_default();
        self.seen[usize::from(is_asleep)] += 1;
        if is_asleep {
            self.asleep_in = Some(seen.activity);
        }
        let slept = self.sleep.seen(seen.sleeps.filter(|_| is_asleep));
        self.judge(seen.activity, slept, used.is_some());
    }

    fn judge(&mut self, activity: Activity, slept: Duration, is_known: bool) {
        let sleeps = activity.is_asleep() && self.account.asleep() >= ALL_SLEEPS;
        if slept >= ONE_SLEEP || sleeps {
            self.end(self.asleep_in.unwrap_or(activity));
        }
        if let Some(knock) = &self.knock {
            if knock.take_answer() {
                self.busy = Duration::ZERO;
            } else if self.busy >= SILENCE {
                knock.ask();
            }
        }
        if self.busy >= BUSY || self.account.only_yields() {
            self.end(Activity::Running);
        }
        if !is_known && self.began.elapsed() >= LIMIT {
            // One look would not do: between two naps even a sleeper is awake for a moment.
            let [awake, asleep] = self.seen;
            self.end(match self.asleep_in {
                Some(way) if asleep > awake => way,
                Some(_) => Activity::Running,
                None => activity,
            });
        }
    }

    fn end(&self, activity: Activity) -> ! {
        let seconds = self.began.elapsed().as_secs_f64();
        let diagnosis = match (activity, self.asleep) {
            (Activity::Running, _) => Diagnosis::EndlessPoll,
            // No wake is missing where the thread sleeps for a set time, or reads.
            (Activity::Sleeping | Activity::InKernel, Diagnosis::LostWake) => {
                Diagnosis::BlockingPoll
            }
            (_, asleep) => asleep,
        };
        let mut finding = Finding::new(diagnosis).note(
            format!("the call had not come back after {seconds:.1} s"),
            format!("呼び出しは {seconds:.1} 秒経っても戻りませんでした"),
        );
        finding = match activity {
            Activity::Running => {
                let (cpu, turns) = (self.account.cpu.as_secs_f64(), self.account.turns);
                finding.note(
                    format!("its thread has used {cpu:.1} s of processor time, in {turns} turns"),
                    format!("スレッドは CPU を {cpu:.1} 秒間使い続けています ({turns} 回に分けて)"),
                )
            }
            asleep => how(finding, asleep),
        };
        report::append(&finding, Some(self.location), true);
        // Not `eprintln!`: what the test harness has captured is lost when the process ends.
        let _ = writeln!(
            std::io::stderr(),
            "\n{}\n  --> {}:{}",
            finding.display(Lang::from_env()),
            self.location.file(),
            self.location.line()
        );
        #[expect(
            clippy::disallowed_methods,
            reason = "whoever hangs cannot be ended in another way"
        )]
        process::exit(101);
    }
}
