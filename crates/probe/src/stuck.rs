//! A wait for another thread, which ends the process where that thread never gets done.

use std::io::Write;
use std::panic::Location;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use crate::diagnosis::Diagnosis;
use crate::finding::Finding;
use crate::one_sleep::OneSleep;
use crate::os::{self, Activity, ThreadId};
use crate::own_wait::own_wait;
use crate::report;
use crate::watchdog::{LIMIT, ONE_SLEEP};
use lang::Lang;

/// Processor time after which a call that should take microseconds is endless.
const ENDLESS: Duration = Duration::from_secs(1);

/// How long to look again at once, and how long to sleep between looks after that.
const AT_ONCE: Duration = Duration::from_millis(2);
const SAMPLE: Duration = Duration::from_micros(500);

/// A guard looks this often whether a call lasts: seldom, for where it looks it may come by a
/// breakpoint.
const BETWEEN_LOOKS: Duration = Duration::from_millis(200);

/// A call on some thread.
#[derive(Clone, Copy)]
pub(crate) struct Called {
    what: What,
    thread: ThreadId,
    location: &'static Location<'static>,
}

/// What the call is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Event,
    Poll,
    /// Neither of them.
    Call,
}

impl Called {
    /// The line of the test that is to be named is that of the caller.
    #[track_caller]
    pub(crate) fn on(thread: ThreadId, what: What) -> Called {
        Called {
            what,
            thread,
            location: Location::caller(),
        }
    }

    /// Waits until `over` holds, which the thread has to bring about. The waiting thread takes
    /// short naps only, so that no watch takes the wait for a sleep of the answer.
    ///
    /// The process has to end where it never holds: a thread that is stuck cannot be stopped from
    /// outside, and may hold what the rest of the test needs.
    pub(crate) fn wait_until(self, over: impl Fn() -> bool) {
        let began = Instant::now();
        while began.elapsed() < AT_ONCE {
            if over() {
                return;
            }
            thread::yield_now();
        }
        let before = os::turns(self.thread);
        let mut sleep = OneSleep::of(self.thread);
        while !over() {
            own_wait(|| thread::sleep(SAMPLE));
            let (used, waited) = match (before, os::turns(self.thread)) {
                (Some(before), Some(now)) => (
                    now.cpu.saturating_sub(before.cpu),
                    now.waited.saturating_sub(before.waited),
                ),
                _ => (Duration::ZERO, Duration::ZERO),
            };
            // A machine that is busy with others is not the call's fault.
            let elapsed = began.elapsed().saturating_sub(waited);
            let slept = sleep.look();
            if slept < ONE_SLEEP && used < ENDLESS && elapsed < LIMIT || over() {
                continue;
            }
            let activity = if used >= ENDLESS {
                Activity::Running
            } else {
                os::activity(self.thread)
            };
            self.end(activity, began.elapsed());
        }
    }

    fn end(self, activity: Activity, elapsed: Duration) -> ! {
        let diagnosis = match activity {
            Activity::Running => Diagnosis::EndlessPoll,
            Activity::Sleeping | Activity::InKernel if self.what == What::Poll => {
                Diagnosis::BlockingPoll
            }
            Activity::Sleeping | Activity::InKernel => Diagnosis::BlockedExecutor,
            Activity::Waiting | Activity::Gone | Activity::Unknown => Diagnosis::Deadlock,
        };
        let seconds = elapsed.as_secs_f64();
        let (en, ja) = match self.what {
            What::Event => (
                "the event that the future waits for",
                "Future が待つイベントの呼び出し",
            ),
            What::Poll => ("the poll", "ポーリング"),
            What::Call => ("the call", "呼び出し"),
        };
        let finding = Finding::new(diagnosis).note(
            format!("{en} had not come back after {seconds:.1} s"),
            format!("{ja}は {seconds:.1} 秒経っても戻りませんでした"),
        );
        end_process(&how(finding, activity), self.location);
    }
}

/// Watches the calls of one thread from another one, without a word to it at each call.
pub(crate) struct Guard {
    shared: Arc<Shared>,
    thread: Thread,
}

struct Shared {
    /// Odd while the thread is inside a call.
    calls: AtomicU64,
    over: AtomicBool,
}

impl Guard {
    /// Guards this thread, until it is dropped.
    #[track_caller]
    pub(crate) fn begin(what: What) -> Guard {
        let called = Called::on(os::this_thread(), what);
        let shared = Arc::new(Shared {
            calls: AtomicU64::new(0),
            over: AtomicBool::new(false),
        });
        let theirs = Arc::clone(&shared);
        let guards = move || {
            os::this_thread_is_own();
            let mut before = 0;
            while !theirs.over.load(Ordering::SeqCst) {
                let calls = || theirs.calls.load(Ordering::SeqCst);
                let now = calls();
                if now == before && now % 2 == 1 {
                    called.wait_until(|| calls() != now);
                }
                before = now;
                thread::park_timeout(BETWEEN_LOOKS);
            }
        };
        let handle = thread::Builder::new()
            .name("guard".to_owned())
            .spawn(guards)
            .expect("the machine can start one more thread");
        Guard {
            shared,
            thread: handle.thread().clone(),
        }
    }

    pub(crate) fn call<R>(&self, call: impl FnOnce() -> R) -> R {
        self.shared.calls.fetch_add(1, Ordering::SeqCst);
        let result = call();
        self.shared.calls.fetch_add(1, Ordering::SeqCst);
        result
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.shared.over.store(true, Ordering::SeqCst);
        self.thread.unpark();
    }
}

/// Says what the thread did that has not come back.
pub(crate) fn how(finding: Finding, activity: Activity) -> Finding {
    match activity {
        Activity::Running => finding.note("its thread was busy", "スレッドは動き続けていました"),
        Activity::Sleeping => finding.note(
            "its thread was asleep for a set time, as in `thread::sleep`",
            "スレッドは `thread::sleep` のように、時間を決めて眠っていました",
        ),
        Activity::InKernel => finding.note(
            "its thread was asleep in a system call, as in a blocking read",
            "スレッドはブロッキング I/O などのシステムコールの中で眠っていました",
        ),
        Activity::Waiting => finding.note(
            "its thread was asleep, waiting for a lock, a channel, or `unpark`",
            "スレッドはロック、チャネル、または `unpark` を待って眠っていました",
        ),
        Activity::Gone | Activity::Unknown => finding,
    }
}

fn end_process(finding: &Finding, location: &Location<'_>) -> ! {
    report::append(finding, Some(location), true);
    // Not `eprintln!`: what the test harness has captured is lost when the process ends.
    let _ = writeln!(
        std::io::stderr(),
        "\n{}\n  --> {}:{}",
        finding.display(Lang::from_env()),
        location.file(),
        location.line()
    );
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever hangs cannot be ended in another way"
    )]
    process::exit(101);
}
