//! A runtime that an answer has built, and what is asked of it.

use std::future::pending;
use std::io::ErrorKind;
use std::sync::{Mutex, PoisonError};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use futures::future::join_all;
use probe::{Diagnosis, DropLog, demand, expect, ms, panics, rest, watch};
use s08_comparison::config::{Cfg, Flavor};
use tokio::runtime::Runtime;

use crate::runtime_builder::{build, retire};

mod anywhere;
mod drivers;
mod held;
pub use anywhere::{Anywhere, retires_anywhere};
pub use held::Held;

/// What must come, comes within this time; only a failure waits for it.
pub const PATIENCE: Duration = Duration::from_secs(1);

pub fn current_thread() -> Cfg {
    Cfg {
        flavor: Flavor::CurrentThread,
        name: "kata".to_owned(),
        time: true,
        io: false,
        max_blocking: 4,
    }
}

pub fn multi_thread(workers: usize) -> Cfg {
    let flavor = Flavor::MultiThread { workers };
    Cfg {
        flavor,
        ..current_thread()
    }
}

/// Waits until it is true, for a second at most.
pub fn comes_true(is_true: impl Fn() -> bool, patience: Duration) -> bool {
    let until = Instant::now() + patience;
    while !is_true() {
        if Instant::now() > until {
            return false;
        }
        thread::sleep(ms(1));
    }
    true
}

/// Asks for the refusal.
#[track_caller]
pub fn refused(cfg: &Cfg) {
    let kind = build(cfg).map(drop).map_err(|error| error.kind());
    let asked = Err(ErrorKind::InvalidInput);
    let text = format!("build({cfg:?})");
    expect(kind, asked, &text, &text);
}

pub struct Built {
    runtime: Runtime,
    cfg: Cfg,
}

#[track_caller]
pub fn built(cfg: &Cfg) -> Built {
    let runtime = panics::named(|| build(cfg));
    let cfg = cfg.clone();
    match runtime {
        Ok(runtime) => Built { runtime, cfg },
        Err(error) => probe::Finding::new(Diagnosis::WrongResult)
            .note(
                format!("{cfg:?} was refused: {error}"),
                format!("{cfg:?} が拒否されました: {error}"),
            )
            .raise(),
    }
}

impl Built {
    #[track_caller]
    fn block_on<F: Future>(&self, program: F) -> F::Output {
        let call = || self.runtime.block_on(program);
        panics::named(|| watch(Diagnosis::BlockedExecutor, call))
    }

    /// The threads of so many tasks.
    #[track_caller]
    fn threads_of(&self, tasks: usize) -> Vec<ThreadId> {
        let task = |_| self.runtime.spawn(async { thread::current().id() });
        let tasks: Vec<_> = (0..tasks).map(task).collect();
        let threads = self.block_on(join_all(tasks));
        threads
            .into_iter()
            .map(|thread| thread.expect("it does not panic"))
            .collect()
    }

    #[track_caller]
    pub fn tasks_run_here(&self, tasks: usize) {
        let here = thread::current().id();
        let threads = self.threads_of(tasks);
        let elsewhere = threads.iter().filter(|thread| **thread != here).count();
        let cfg = &self.cfg;
        demand(
            elsewhere == 0,
            Diagnosis::WrongResult,
            format!("{elsewhere} of {tasks} tasks ran on another thread: {cfg:?}"),
            format!(
                "{tasks} 個のうち {elsewhere} 個のタスクが、別のスレッドで実行されました: {cfg:?}"
            ),
        );
    }

    #[track_caller]
    pub fn tasks_run_elsewhere(&self, tasks: usize) {
        let here = thread::current().id();
        let threads = self.threads_of(tasks);
        let on_the_caller = threads.iter().filter(|thread| **thread == here).count();
        let cfg = &self.cfg;
        demand(
            on_the_caller == 0,
            Diagnosis::WrongResult,
            format!("{on_the_caller} of {tasks} tasks ran on the caller's thread: {cfg:?}"),
            format!(
                "{tasks} 個のうち {on_the_caller} 個のタスクが、呼び出し元のスレッドで実行されました: {cfg:?}"
            ),
        );
    }

    #[track_caller]
    pub fn has_workers(&self, workers: usize) {
        let seen = self.runtime.metrics().num_workers();
        expect(seen, workers, "threads for tasks", "タスク用のスレッド数");
    }

    #[track_caller]
    pub fn names_its_threads(&self, name: &str) {
        let own_name = || thread::current().name().map(str::to_owned);
        let of_call = self.block_on(async {
            let call = tokio::task::spawn_blocking(own_name);
            call.await.expect("it does not panic")
        });
        let (en, ja) = (
            "the thread of a blocking call",
            "ブロッキング呼び出しのスレッド",
        );
        expect(of_call.as_deref(), Some(name), en, ja);
        if self.cfg.flavor != Flavor::CurrentThread {
            let task = self.runtime.spawn(async move { own_name() });
            let of_task = self.block_on(task).expect("it does not panic");
            expect(
                of_task.as_deref(),
                Some(name),
                "the thread of a task",
                "タスクのスレッド",
            );
        }
    }

    /// Asks that so many blocking calls run at the same time, of more that would like to.
    #[track_caller]
    pub fn blocks_at_once(&self, limit: usize) {
        let held = Held::in_the_pool_of(self, limit + 20);
        let all_run = || held.running() >= limit;
        comes_true(all_run, PATIENCE);
        held.gauge().at_least(limit);
        // Where there is no limit, the threads of the others have come as far by now.
        at_rest();
        held.gauge().at_most(limit);
        held.let_go();
    }

    /// Leaves tasks that will never end.
    pub fn leaves_tasks(&self, tasks: usize) -> Left {
        let drops = DropLog::new();
        for _ in 0..tasks {
            let guard = drops.guard("task");
            self.runtime.spawn(async move {
                pending::<()>().await;
                drop(guard);
            });
        }
        // Some of them have begun, some have not.
        self.block_on(async { tokio::task::yield_now().await });
        Left { drops, tasks }
    }

    /// Ends it, on this thread.
    #[track_caller]
    pub fn retires(self) {
        panics::named(|| watch(Diagnosis::BlockedExecutor, || retire(self.runtime)));
    }
}

/// Waits until all other threads sleep. One at a time: two that look would see each other awake.
fn at_rest() {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    rest();
}

/// Tasks of a runtime that has been retired.
pub struct Left {
    drops: DropLog,
    tasks: usize,
}

impl Left {
    #[track_caller]
    pub fn are_dropped(&self) {
        let all = || self.drops.names().len() == self.tasks;
        let by_then = comes_true(all, PATIENCE);
        let (tasks, dropped) = (self.tasks, self.drops.names().len());
        demand(
            by_then,
            Diagnosis::LeakedTask,
            format!("of {tasks} tasks of the retired runtime {dropped} have been dropped"),
            format!(
                "終わらせたランタイムの {tasks} 個のタスクのうち、ドロップされたのは {dropped} 個です"
            ),
        );
    }
}
