//! Work that stops at a gate, and knows on which thread it runs.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use futures::FutureExt;
use probe::trace::Subject;
use probe::{Diagnosis, Finding, demand, expect, panics, program, rest, watch};
use s09_anti_patterns::runtime::{
    counted, on_one_thread, settled, sleeps_well, threads_of_the_pool, turn,
};
use tokio::runtime::Builder;

use crate::unblock::{cpu_heavy, good_delay};

/// A gate at which work stops. Clones are the same gate.
#[derive(Clone)]
pub struct Gate(Arc<Shared>);

struct Shared {
    /// The thread of the runtime, where there is only one: blocked there, nobody could open the gate.
    home: Option<ThreadId>,
    state: Mutex<State>,
    opened: Condvar,
}

#[derive(Default)]
struct State {
    is_open: bool,
    begun: usize,
    at_home: usize,
    now: usize,
    ended: usize,
}

impl Gate {
    /// A gate for a runtime whose only thread is this one.
    pub fn closed_here() -> Gate {
        Gate::closed(Some(thread::current().id()))
    }

    fn closed(home: Option<ThreadId>) -> Gate {
        Gate(Arc::new(Shared {
            home,
            state: Mutex::default(),
            opened: Condvar::new(),
        }))
    }

    /// Work that goes through the gate, once it is open.
    pub fn work(&self) -> impl FnOnce() + Send + use<> {
        let gate = self.clone();
        move || gate.pass()
    }

    fn pass(&self) {
        let mut state = self.state();
        state.begun += 1;
        if self.0.home == Some(thread::current().id()) {
            state.at_home += 1;
            Subject::named("call", &"work").record("blocks the thread of the runtime");
        } else {
            state.now += 1;
            let wait = self.0.opened.wait_while(state, |state| !state.is_open);
            state = wait.unwrap_or_else(PoisonError::into_inner);
            state.now -= 1;
        }
        state.ended += 1;
    }

    /// Opens the gate for good.
    pub fn open(&self) {
        self.state().is_open = true;
        self.0.opened.notify_all();
    }

    pub fn begun(&self) -> usize {
        self.state().begun
    }

    pub fn ended(&self) -> usize {
        self.state().ended
    }

    /// Asks that no work ran on the thread of the runtime.
    #[track_caller]
    pub fn was_not_at_home(&self) {
        let at_home = self.state().at_home;
        demand(
            at_home == 0,
            Diagnosis::BlockedWorker,
            "the work ran on the thread of the runtime",
            "処理がランタイムのスレッドで実行されました",
        );
    }

    /// Asks that so many pieces of work are at the gate.
    #[track_caller]
    pub fn is_under_way(&self, asked: usize) {
        self.was_not_at_home();
        let now = self.state().now;
        Subject::named("gate", &"the gate").tell(
            format_args!("{now} under way, of {asked}"),
            format_args!("{asked} 個のうち {now} 個が進行中"),
        );
        demand(
            now >= asked,
            Diagnosis::SequentialAwait,
            format!("{asked} pieces of work have been awaited, and {now} are under way"),
            format!("{asked} 個の処理を await しましたが、進行中は {now} 個です"),
        );
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Turns of another task while the work stands at its gate.
const TURNS: usize = 20;

/// Work that goes through the gate after another task has had its turns.
#[track_caller]
pub fn passed_beside_a_ticker(gate: &Gate) {
    let ticker = async {
        for _ in 0..TURNS {
            settled().await;
        }
    };
    passed(gate, &Cell::new(0), ticker);
}

/// Work that goes through the gate when it was seen that `cpu_heavy` sleeps. Returns the polls.
#[track_caller]
pub fn passed_asleep() -> usize {
    let (gate, polls) = (Gate::closed_here(), Cell::new(0));
    passed(&gate, &polls, sleeps_well(&polls));
    polls.get()
}

#[track_caller]
fn passed(gate: &Gate, polls: &Cell<usize>, before: impl Future<Output = ()>) {
    let open = async {
        before.await;
        gate.is_under_way(1);
        gate.open();
    };
    let passed = async { counted(polls, cpu_heavy(gate.work()), open).await };
    on_one_thread(|| gate.open(), passed);
    gate.was_not_at_home();
}

/// Asks that a delay is the business of the timer: no thread sleeps for it.
#[track_caller]
pub fn takes_no_thread(length: Duration) {
    // The pools of other tests have threads as well.
    let _turn = turn();
    program::run(|| async {
        let before = threads_of_the_pool();
        let mut delay = pin!(good_delay(length));
        let poll = futures::poll!(delay.as_mut());
        demand(
            threads_of_the_pool() <= before,
            Diagnosis::NeedlessOffload,
            "a thread of the pool waits for the delay: a timer takes none",
            "プールのスレッドが delay のために待っています (タイマーならスレッドは不要です)",
        );
        if poll.is_pending() {
            delay.await;
        }
    });
}

/// On a runtime with two workers, a task spawns another one, and then does its work.
#[track_caller]
pub fn child_runs_beside() {
    let _turn = turn();
    let (gate, has_run) = (Gate::closed(None), Arc::new(AtomicBool::new(false)));
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .build()
        .expect("a runtime without I/O needs nothing from the system");
    let (work, child) = (gate.work(), Arc::clone(&has_run));
    let parent = runtime.spawn(async move {
        // It stands where the worker looks next, and where no other worker looks.
        let child = tokio::spawn(async move { child.store(true, SeqCst) });
        cpu_heavy(work).await;
        child.await
    });
    rest();
    let ran = has_run.load(SeqCst);
    gate.open();
    let end = watch(Diagnosis::BlockedExecutor, || runtime.block_on(parent));
    runtime.shutdown_timeout(Duration::from_secs(1));
    demand(
        ran,
        Diagnosis::BlockedWorker,
        "a task that was spawned just before had to wait for the work, beside a worker that was idle",
        "空いているワーカーがあるのに、直前に spawn されたタスクが処理の終わりを待たされました",
    );
    expect(
        end.is_ok_and(|child| child.is_ok()),
        true,
        "whether both tasks ended well",
        "両方のタスクが正常に終わったか",
    );
}

/// Work that panics with this text, and what the caller sees.
#[track_caller]
pub fn panicked_with(text: &'static str) {
    let seen = on_one_thread(|| (), async {
        // Not `panic!`: nobody has to read it.
        let work = cpu_heavy(move || -> u32 { resume_unwind(Box::new(text)) });
        tokio::select! {
            biased;
            end = AssertUnwindSafe(work).catch_unwind() => Some(end),
            () = settled() => None,
        }
    });
    let Some(end) = seen else {
        Finding::new(Diagnosis::SwallowedPanic)
            .note(
                format!("the work panicked with `{text}`, and `cpu_heavy` still waits"),
                format!("処理は `{text}` でパニックしましたが、`cpu_heavy` はまだ待っています"),
            )
            .raise()
    };
    panics::goes_on(&end, text, "cpu_heavy");
}
