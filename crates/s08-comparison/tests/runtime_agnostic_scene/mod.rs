//! Executors of several kinds, and a pipeline that is led by hand.

use std::future::{pending, poll_fn};
use std::task::Poll;
use std::thread;
use std::time::{Duration, Instant};

use futures::channel::mpsc::{self, Receiver};
use futures::executor;
use probe::{Diagnosis, DropLog, Probe, demand, expect, ms, panics, watch_awake};
use tokio::runtime::{Builder, Handle, RuntimeFlavor};
use tokio::time::sleep;

use crate::runtime_agnostic::{pipeline, run_everywhere};

mod line;
pub use line::Line;

/// A channel with these numbers in it, and no sender.
pub fn channel_of(numbers: &[u32]) -> Receiver<u32> {
    let (mut sender, receiver) = mpsc::channel(numbers.len());
    for number in numbers {
        sender.try_send(*number).expect("there is room");
    }
    receiver
}

/// A pause that needs no runtime: it lets the task be polled once more.
async fn a_turn(_: Duration) {
    let mut has_waited = false;
    poll_fn(|context| {
        if has_waited {
            return Poll::Ready(());
        }
        has_waited = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Asks for this sum wherever the numbers go through a pipeline.
#[track_caller]
pub fn on_every_executor(numbers: &[u32], sum: u64) {
    let all = || pipeline(channel_of(numbers), a_turn);
    // Without I/O and timers: nothing is there that the pipeline was not given.
    let tokio = |mut builder: Builder| builder.build().expect("a runtime").block_on(all());
    let calls: [(&str, &dyn Fn() -> u64); 4] = [
        ("`futures::executor::block_on`", &|| {
            executor::block_on(all())
        }),
        ("`LocalPool::run_until`", &|| {
            executor::LocalPool::new().run_until(all())
        }),
        ("tokio, current thread", &|| {
            tokio(Builder::new_current_thread())
        }),
        (
            "tokio, multi thread",
            &|| tokio(Builder::new_multi_thread()),
        ),
    ];
    for (name, call) in calls {
        let output = panics::named(|| watch_awake(Diagnosis::BlockedExecutor, call));
        expect(
            output,
            sum,
            &format!("the sum, on {name}"),
            &format!("合計 ({name})"),
        );
    }
    let by_hand = Probe::new(all()).run(4 * numbers.len() + 16);
    expect(
        by_hand,
        sum,
        "the sum, polled by hand",
        "合計 (手でポーリング)",
    );
}

/// Asks where the jobs were run.
#[track_caller]
pub fn jobs_ran_where() {
    let here = thread::current().id();
    // Neither `Send` nor `'static`.
    let count = std::cell::Cell::new(0);
    let job = async || {
        count.set(count.get() + 1);
        a_turn(Duration::ZERO).await;
        let runtime = Handle::try_current().ok();
        let flavor = runtime.map(|runtime| runtime.runtime_flavor());
        (count.get(), flavor, thread::current().id() == here)
    };
    let seen = everywhere(job);
    let (one, many) = (RuntimeFlavor::CurrentThread, RuntimeFlavor::MultiThread);
    let asked = [(1, Some(one), true), (2, Some(many), true), (3, None, true)];
    expect(
        seen,
        asked,
        "the number of each job, the runtime of tokio around it, and whether it ran on the caller's thread",
        "各仕事の番号、見えていた tokio のランタイム、呼び出し元のスレッドで実行されたか",
    );
}

#[track_caller]
fn everywhere<T>(job: impl AsyncFn() -> T) -> [T; 3] {
    panics::named(|| watch_awake(Diagnosis::BlockedExecutor, || run_everywhere(job)))
}

#[track_caller]
pub fn timers_and_tasks_work() {
    let job = async || {
        Handle::try_current().ok()?;
        sleep(ms(1)).await;
        let task = tokio::spawn(async {
            sleep(ms(1)).await;
            7
        });
        task.await.ok()
    };
    let seen = everywhere(job);
    expect(
        seen,
        [Some(7), Some(7), None],
        "the outputs of tasks",
        "タスクの出力",
    );
}

#[track_caller]
pub fn jobs_leave_nothing() {
    let drops = DropLog::new();
    everywhere(async || {
        if Handle::try_current().is_err() {
            return;
        }
        let guard = drops.guard("task");
        tokio::spawn(async move {
            pending::<()>().await;
            drop(guard);
        });
        a_turn(Duration::ZERO).await;
    });
    // Only a failure waits that long.
    let until = Instant::now() + Duration::from_secs(1);
    while drops.names().len() < 2 && Instant::now() < until {
        thread::sleep(ms(1));
    }
    let dropped = drops.names().len();
    demand(
        dropped == 2,
        Diagnosis::LeakedTask,
        format!("of two tasks that the jobs had spawned, {dropped} have been dropped"),
        format!("仕事が spawn した 2 個のタスクのうち、ドロップされたのは {dropped} 個です"),
    );
}
