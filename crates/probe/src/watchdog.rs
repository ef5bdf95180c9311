//! Ends what never comes back, and says in which way it was stuck.

use std::io::Write;
use std::panic::Location;
use std::process;
use std::sync::{Condvar, Mutex, MutexGuard, Once, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::diagnosis::Diagnosis;
use crate::finding::Finding;
use crate::one_sleep::OneSleep;
use crate::os::{self, Activity, ThreadId, Turns};
use crate::report;
use lang::Lang;

/// A watched call that has not come back after this time is stuck, whatever it does.
pub const LIMIT: Duration = Duration::from_secs(5);

/// One single sleep of this length, in a call that has no reason to sleep at all, is enough.
///
/// Only Linux can tell one long sleep from many short ones; elsewhere [`LIMIT`] decides.
pub(crate) const ONE_SLEEP: Duration = Duration::from_secs(1);

const SAMPLE: Duration = Duration::from_millis(50);

/// Runs `call` on this thread. If it does not come back, the process ends with `asleep` where the
/// thread sleeps, and with [`EndlessPoll`](Diagnosis::EndlessPoll) where it is busy.
///
/// The process has to end: a thread that is stuck cannot be stopped from outside.
#[track_caller]
pub fn watch<R>(asleep: Diagnosis, call: impl FnOnce() -> R) -> R {
    let entry = WATCHDOG.begin(asleep, Location::caller());
    let result = call();
    drop(entry);
    result
}

static WATCHDOG: Watchdog = Watchdog {
    calls: Mutex::new(Vec::new()),
    begun: Condvar::new(),
    started: Once::new(),
};

struct Watchdog {
    calls: Mutex<Vec<Call>>,
    begun: Condvar,
    started: Once,
}

/// A call under watch.
struct Call {
    serial: u64,
    thread: ThreadId,
    began: Instant,
    asleep: Diagnosis,
    location: &'static Location<'static>,
    sleep: OneSleep,
    /// How often it was seen awake, and how often asleep, and in which way it slept last.
    seen: [u32; 2],
    asleep_in: Option<Activity>,
}

/// Ends the watch when it is dropped, also by a panic of the call.
struct Entry(u64);

impl Drop for Entry {
    fn drop(&mut self) {
        WATCHDOG.lock().retain(|call| call.serial != self.0);
    }
}

impl Watchdog {
    fn lock(&self) -> MutexGuard<'_, Vec<Call>> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn begin(&'static self, asleep: Diagnosis, location: &'static Location<'static>) -> Entry {
        self.started.call_once(|| {
            thread::Builder::new()
                .name("watchdog".to_owned())
                .spawn(|| self.run())
                .expect("the machine can start one more thread");
        });
        let thread = os::this_thread();
        let mut calls = self.lock();
        let serial = calls.last().map_or(0, |call| call.serial + 1);
        calls.push(Call {
            serial,
            thread,
            began: Instant::now(),
            asleep,
            location,
            sleep: OneSleep::of(thread),
            seen: [0; 2],
            asleep_in: None,
        });
        self.begun.notify_one();
        Entry(serial)
    }

    fn run(&self) {
        let mut calls = self.lock();
        loop {
            calls = if calls.is_empty() {
                self.begun.wait(calls)
            } else {
                self.begun.wait_timeout(calls, SAMPLE).map_or_else(
                    |poisoned| Err(PoisonError::new(poisoned.into_inner().0)),
                    |(guard, _)| Ok(guard),
                )
            }
            .unwrap_or_else(PoisonError::into_inner);
            for call in calls.iter_mut() {
                if call.began.elapsed() >= SAMPLE {
                    call.sample();
                }
            }
        }
    }
}

impl Call {
    fn sample(&mut self) {
        let activity = os::activity(self.thread);
        self.seen[usize::from(activity.is_asleep())] += 1;
        if activity.is_asleep() {
            self.asleep_in = Some(activity);
        }
        let slept = self.sleep.look();
        if slept < ONE_SLEEP && self.began.elapsed() < LIMIT {
            return;
        }
        // One look would not do: between two naps even a sleeper is awake for a moment.
        let [awake, asleep] = self.seen;
        self.end(match self.asleep_in {
            Some(way) if asleep > awake => way,
            Some(_) if slept < ONE_SLEEP => Activity::Running,
            _ => activity,
        });
    }

    fn end(&self, activity: Activity) -> ! {
        let seconds = self.began.elapsed().as_secs_f64();
        let diagnosis = if activity == Activity::Running {
            Diagnosis::EndlessPoll
        } else {
            self.asleep
        };
        let mut finding = Finding::new(diagnosis).note(
            format!("the call had not come back after {seconds:.1} s"),
            format!("呼び出しは {seconds:.1} 秒経っても戻りませんでした"),
        );
        finding = match activity {
            Activity::Waiting => finding.note(
                "its thread was asleep, waiting for a lock, a channel, or `unpark`",
                "スレッドはロック、チャネル、または `unpark` を待って眠っていました",
            ),
            Activity::Sleeping => finding.note(
                "its thread was asleep for a set time, as in `thread::sleep`",
                "スレッドは `thread::sleep` のように、時間を決めて眠っていました",
            ),
            Activity::InKernel => finding.note(
                "its thread was asleep in a system call, as in a blocking read",
                "スレッドはブロッキング I/O などのシステムコールの中で眠っていました",
            ),
            Activity::Running => match os::turns(self.thread) {
                Some(Turns { cpu, .. }) => finding.note(
                    format!(
                        "its thread has used {:.1} s of processor time",
                        cpu.as_secs_f64()
                    ),
                    format!(
                        "スレッドは CPU を {:.1} 秒間使い続けています",
                        cpu.as_secs_f64()
                    ),
                ),
                None => finding,
            },
            Activity::Gone | Activity::Unknown => finding,
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
        process::exit(101);
    }
}
