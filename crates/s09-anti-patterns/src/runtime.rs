//! For the tests: a runtime with one thread, and the moment at which all has run that could.

use std::cell::Cell;
use std::fs::{self, DirEntry};
use std::future::poll_fn;
use std::io;
use std::iter;
use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use std::panic::Location;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use probe::trace::Subject;
use probe::{Diagnosis, demand, ms, rest, watch};
use tokio::runtime::Builder;
use tokio::task::yield_now;

/// So often it is looked whether a future that has not ended is still polled.
const NAPS: usize = 10;

/// Turns of a runtime after which every task has run that could.
const TURNS: usize = 100;

/// How often all threads and all tasks are brought to rest: who wakes whom takes some steps.
const STEPS: usize = 3;

/// So often when nothing is held any more: one thing may come after another.
const LAST_STEPS: usize = 10;

/// One test at a time: another one that runs beside it would never let the machine rest.
pub fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs a program on a runtime with one thread, this one. At the end, `release` lets those go that
/// are held, also where the program panics.
#[track_caller]
pub fn on_one_thread<F: Future>(release: impl Fn(), program: F) -> F::Output {
    struct Release<R: Fn()>(R);
    impl<R: Fn()> Drop for Release<R> {
        fn drop(&mut self) {
            self.0();
        }
    }
    let _turn = turn();
    // Without a timer: nobody looks now and then.
    let runtime = Builder::new_current_thread()
        .build()
        .expect("a runtime without I/O needs nothing from the system");
    let release = Release(release);
    let shown = Subject::named("program", &"program");
    shown.record_at("begins", Location::caller());
    let output = watch(Diagnosis::BlockedExecutor, || runtime.block_on(program));
    shown.record("ends");
    drop(release);
    // Its own drop would wait for blocking tasks as long as they like.
    runtime.shutdown_timeout(Duration::from_secs(1));
    output
}

/// Runs a future beside another one, and returns its output. It is polled when it has been woken, and
/// not with the other one, and its polls are counted. When the other one has ended, nothing is left
/// for it to wait for.
pub async fn counted<F: Future>(
    polls: &Cell<usize>,
    future: F,
    other: impl Future<Output = ()>,
) -> F::Output {
    let is_over = Cell::new(false);
    let mut future = pin!(future);
    let counted = poll_fn(|context| {
        polls.set(polls.get() + 1);
        let poll = future.as_mut().poll(context);
        is_over.set(poll.is_ready());
        poll
    });
    let other = async {
        other.await;
        for _ in 0..LAST_STEPS {
            if is_over.get() {
                return;
            }
            settled().await;
        }
        // A thread that naps looks like one that sleeps for good. It is polled again, or ends.
        let mut before = None;
        for _ in 0..NAPS {
            if is_over.get() || before == Some(polls.get()) {
                break;
            }
            before = Some(polls.get());
            let began = Instant::now();
            while began.elapsed() < QUIET && !is_over.get() {
                settled().await;
            }
        }
        demand(
            is_over.get() || before == Some(polls.get()),
            Diagnosis::BusyPoll,
            "all threads sleep, and the future is polled again and again",
            "すべてのスレッドが眠っているのに、Future が何度もポーリングされています",
        );
        demand(
            is_over.get(),
            Diagnosis::Deadlock,
            "all tasks wait, all threads sleep, and the future is still `Pending`",
            "すべてのタスクが待ち、すべてのスレッドが眠っていますが、Future はまだ `Pending` です",
        );
    };
    let mut alone: FuturesUnordered<_> = iter::once(counted).collect();
    let (output, ()) = futures::join!(alone.next(), other);
    output.expect("there is one future")
}

/// For how long nobody may look whether there is something new.
const QUIET: Duration = ms(120);

/// Asks that a future sleeps, and does not have itself woken every few milliseconds. All that it
/// waits for is held.
pub async fn sleeps_well(polls: &Cell<usize>) {
    settled().await;
    let (before, began) = (polls.get(), Instant::now());
    while began.elapsed() < QUIET {
        settled().await;
    }
    let polls = polls.get() - before;
    demand(
        polls <= 1,
        Diagnosis::BusyPoll,
        format!(
            "{polls} polls within {QUIET:?} in which nothing happened: somebody looks now and then"
        ),
        format!(
            "何も起きない {QUIET:?} の間に {polls} 回のポーリングがありました。ときどき様子を見ています"
        ),
    );
}

/// How many threads of a pool of tokio there are; none, where the system does not tell.
pub fn threads_of_the_pool() -> usize {
    // A thread takes its name when it runs first.
    rest();
    let Ok(tasks) = fs::read_dir("/proc/self/task") else {
        return 0;
    };
    let name = |task: io::Result<DirEntry>| fs::read_to_string(task.ok()?.path().join("comm")).ok();
    let names = tasks.filter_map(name);
    names.filter(|name| name.starts_with("tokio-rt")).count()
}

/// Lets everything run that can, on this thread and on all others.
pub async fn settled() {
    for _ in 0..STEPS {
        turns().await;
        rest();
    }
    turns().await;
}

async fn turns() {
    for _ in 0..TURNS {
        yield_now().await;
    }
}
