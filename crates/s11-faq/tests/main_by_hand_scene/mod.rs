//! Programs that look at the runtime they run in.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use probe::{Diagnosis, DropLog, demand, expect, ms, panics, watch};
use s11_faq::flavor::Flavor;
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::task::{spawn_blocking, yield_now};
use tokio::time::{sleep, timeout};

use crate::main_by_hand::run;

/// How long one run waits for another, which begins at the same time.
const PATIENCE: Duration = Duration::from_millis(1800);

pub const FLAVORS: [Flavor; 4] = [
    Flavor::CurrentThread,
    Flavor::MultiThread { workers: 1 },
    Flavor::MultiThread { workers: 2 },
    Flavor::MultiThread { workers: 5 },
];

/// Runs a program that comes back if what it waits for works.
#[track_caller]
pub fn runs<F: Future>(flavor: Flavor, main: F) -> F::Output {
    watch(Diagnosis::LostWake, || run(flavor, main))
}

fn here() -> ThreadId {
    thread::current().id()
}

/// Asks where `main` is polled.
#[track_caller]
pub fn main_stays_here(flavor: Flavor) {
    let caller = here();
    let polled_here = runs(flavor, async {
        let mut polled_here = here() == caller;
        for _ in 0..3 {
            yield_now().await;
            polled_here &= here() == caller;
            let other = tokio::spawn(async {});
            drop(other.await);
            polled_here &= here() == caller;
        }
        polled_here
    });
    demand(
        polled_here,
        Diagnosis::WrongResult,
        "`main` was polled by another thread than the one that called `run`",
        "`main` が、`run` を呼び出したスレッドとは別のスレッドでポーリングされました",
    );
}

/// Asks on which threads tasks run, and how many of these there are.
#[track_caller]
pub fn tasks_run_where_they_should(flavor: Flavor) {
    let caller = here();
    let (seen, workers) = runs(flavor, async {
        let task = tokio::spawn(async { here() });
        let seen = task.await.expect("it only looks");
        (seen, Handle::current().metrics().num_workers())
    });
    let (is_here, asked) = match flavor {
        Flavor::CurrentThread => (true, 1),
        Flavor::MultiThread { workers } => (false, workers),
    };
    demand(
        (seen == caller) == is_here,
        Diagnosis::WrongResult,
        format!(
            "{flavor:?}: a task ran on the thread of `main`: {}",
            seen == caller
        ),
        format!(
            "{flavor:?}: タスクが `main` のスレッドで実行されたか: {}",
            seen == caller
        ),
    );
    expect(
        workers,
        asked,
        "threads for tasks",
        "タスク用のスレッドの数",
    );
}

/// Asks for a timer and a socket.
#[track_caller]
pub fn drivers_are_there(flavor: Flavor) {
    let begun = Instant::now();
    is_enabled(|| runs(flavor, async { sleep(ms(20)).await }));
    demand(
        begun.elapsed() >= ms(20),
        Diagnosis::ReadyTooEarly,
        "a timer of 20 ms was over sooner, by the clock on the wall",
        "20 ms のタイマーが、実時間ではもっと早く終わりました",
    );
    is_enabled(|| {
        let listener = runs(flavor, async { TcpListener::bind(("127.0.0.1", 0)).await });
        drop(listener.expect("the loopback has a port"));
    });
}

#[track_caller]
fn is_enabled(call: impl FnOnce()) {
    let Err(said) = panics::caught(call) else {
        return;
    };
    demand(
        !said.contains("disabled") && !said.contains("no reactor"),
        Diagnosis::MissingReactor,
        format!("it panicked: {said}"),
        format!("パニックしました: {said}"),
    );
    panic!("{said}");
}

/// Leaves tasks behind when `main` is over, and asks that they are dropped.
#[track_caller]
pub fn tasks_end_with_main(flavor: Flavor, main: impl Future<Output = ()>) {
    let (drops, spawned) = (DropLog::new(), Cell::new(0_usize));
    let end = catch_unwind(AssertUnwindSafe(|| {
        let main = async {
            for _ in 0..3 {
                let guard = drops.guard("task");
                tokio::spawn(async move {
                    let _guard = guard;
                    std::future::pending::<()>().await;
                });
                spawned.set(spawned.get() + 1);
            }
            main.await;
        };
        watch(Diagnosis::Deadlock, || run(flavor, main));
    }));
    // One that could not be spawned is dropped as well.
    let left = spawned.get().saturating_sub(drops.names().len());
    demand(
        left == 0,
        Diagnosis::LeakedTask,
        format!("`run` is over, and tasks of `main` are still there: {left}"),
        format!("`run` は終わりましたが、`main` のタスクが {left} 個残っています"),
    );
    if let Err(panic) = end {
        resume_unwind(panic);
    }
}

/// Leaves blocking work behind when `main` is over, and asks that it is waited for.
#[track_caller]
pub fn blocking_work_is_waited_for(flavor: Flavor) {
    let is_done = Arc::new(AtomicBool::new(false));
    let done = Arc::clone(&is_done);
    runs(flavor, async move {
        let (begun, has_begun) = oneshot::channel();
        spawn_blocking(move || {
            let _ = begun.send(());
            thread::sleep(ms(250));
            done.store(true, SeqCst);
        });
        let _ = has_begun.await;
    });
    demand(
        is_done.load(SeqCst),
        Diagnosis::EarlyReturn,
        "`run` returned while blocking work that had begun went on",
        "始まっていたブロッキング処理が終わらないうちに、`run` が戻りました",
    );
}

/// Has two runs at the same time, each of which waits for the other.
pub fn meet(one: Flavor, other: Flavor) {
    let ((to_other, from_one), (to_one, from_other)) = (oneshot::channel(), oneshot::channel());
    let says = |flavor, to: oneshot::Sender<()>, from: oneshot::Receiver<()>| {
        run(flavor, async {
            let _ = to.send(());
            timeout(PATIENCE, from).await.is_ok()
        })
    };
    let beside = thread::spawn(move || says(one, to_other, from_other));
    let met = says(other, to_one, from_one);
    let beside = beside.join().unwrap_or_else(|panic| resume_unwind(panic));
    demand(
        met && beside,
        Diagnosis::Deadlock,
        "two runs waited for each other, and one of them began when the other was over",
        "互いを待つ二つの `run` のうち、一方がもう一方の終わった後に始まりました",
    );
}

/// Calls `run` inside a runtime, which has to be refused.
#[track_caller]
pub fn refused_inside(outer: Flavor, inner: Flavor) {
    let end = watch(Diagnosis::NestedRuntime, || {
        run(outer, async { panics::caught(|| run(inner, async { 7 })) })
    });
    demand(
        end.is_err(),
        Diagnosis::NestedRuntime,
        format!("inside {outer:?} it ran another `main`: the thread of a task was blocked for it"),
        format!("{outer:?} の中で別の `main` が実行され、その間タスクのスレッドが塞がれました"),
    );
}
