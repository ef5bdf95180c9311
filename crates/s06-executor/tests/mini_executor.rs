//! An executor polls the tasks that were woken and no others, loses no wake, sleeps while nothing
//! can run, and comes back when every task is done.
//!
//! Start with `no_task_then_returns` and `tasks_start_in_the_order_of_their_spawning`.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s06-executor/mini_executor.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s06-executor/mini_executor.rs"
)]
mod mini_executor;

use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use std::thread;

use mini_executor::{Exec, Spawner};
use probe::executor::{End, Running, SelfWake, Yields, woken_at_every_instruction};
use probe::{Child, Diagnosis, demand, expect};

// lesson: "at most 3 polls"
// lesson.ja: "最大 3 回"
const POLLS_OF_A_WAITING_TASK: usize = 3;

// lesson: "8 threads call a waker 1,000 times each"
// lesson.ja: "8 つのスレッドが 1,000 回ずつ"
const WAKING_THREADS: usize = 8;

// lesson: "8 threads call a waker 1,000 times each"
// lesson.ja: "8 つのスレッドが 1,000 回ずつ"
const WAKES_A_THREAD: usize = 1000;

// lesson: "10,000 times"
// lesson.ja: "10,000 回"
const YIELDS_BEFORE_GIVING_UP: usize = 10_000;

/// Tasks that are done.
#[derive(Clone, Default)]
struct Done(Arc<AtomicUsize>);

impl Done {
    fn count(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }

    fn after<F>(&self, future: F) -> impl Future<Output = ()> + Send + use<F>
    where
        F: Future + Send + 'static,
    {
        let done = self.clone();
        async move {
            future.await;
            done.0.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// Runs an executor on a thread of its own, with the tasks that `spawn` gives it. No spawner is
/// left outside when it runs.
fn run(spawn: impl FnOnce(&Spawner) + Send + 'static) -> Running {
    Running::start(|| {
        let exec = Exec::new();
        spawn(&exec.spawner());
        exec.run();
    })
}

/// Waits for the end, and asks that so many tasks are done by then.
#[track_caller]
fn all_done(running: Running, done: &Done, asked: usize) {
    running.until(Diagnosis::DroppedWake, || done.count() == asked);
    let end = running.end(Diagnosis::NeverReturns);
    expect(end, End::Returned, "the end of `run`", "`run` の終わり方");
}

#[test]
fn no_task_then_returns() {
    let end = run(|_| {}).end(Diagnosis::NeverReturns);
    expect(end, End::Returned, "the end of `run`", "`run` の終わり方");
}

#[test]
fn tasks_start_in_the_order_of_their_spawning() {
    let (done, log) = (Done::default(), Arc::new(Mutex::new(Vec::new())));
    let (tasks, lines) = (done.clone(), Arc::clone(&log));
    let running = run(move |spawner| {
        for name in ["task 1", "task 2", "task 3"] {
            let lines = Arc::clone(&lines);
            spawner.spawn(tasks.after(async move {
                lines.lock().unwrap().push(format!("{name} begins"));
                lines.lock().unwrap().push(format!("{name} ends"));
            }));
        }
    });
    all_done(running, &done, 3);
    let lines = log.lock().unwrap().join(", ");
    expect(
        lines.as_str(),
        "task 1 begins, task 1 ends, task 2 begins, task 2 ends, task 3 begins, task 3 ends",
        "what the tasks wrote",
        "タスクが書いたもの",
    );
}

#[test]
fn woken_during_the_poll_then_polled_again() {
    for how in SelfWake::ALL {
        let done = Done::default();
        let tasks = done.clone();
        let running = run(move |spawner| {
            spawner.spawn(tasks.after(Yields::new(3, how)));
            spawner.spawn(tasks.after(Yields::new(1, how)));
        });
        all_done(running, &done, 2);
    }
}

#[test]
fn sleeps_until_another_thread_wakes() {
    let (done, (child, view)) = (Done::default(), Child::waiting());
    let task = done.after(child);
    let running = run(|spawner| spawner.spawn(task));
    running.until(Diagnosis::DroppedWake, || view.polls() > 0);
    running.is_idle();
    view.finish(());
    all_done(running, &done, 1);
    left_alone(view.polls());
}

#[test]
fn woken_at_every_instruction_before_the_sleep() {
    woken_at_every_instruction(|task| {
        let exec = Exec::new();
        exec.spawner().spawn(task);
        exec.run();
    });
}

#[test]
fn waiting_task_is_left_alone_while_another_is_busy() {
    let (done, (child, view)) = (Done::default(), Child::waiting());
    let (waiting, busy) = (
        done.after(child),
        done.after(Yields::new(200, SelfWake::ByRef)),
    );
    let running = run(|spawner| {
        spawner.spawn(waiting);
        spawner.spawn(busy);
    });
    running.until(Diagnosis::DroppedWake, || {
        done.count() == 1 && view.polls() > 0
    });
    view.finish(());
    all_done(running, &done, 2);
    left_alone(view.polls());
}

#[track_caller]
fn left_alone(polls: usize) {
    demand(
        polls <= POLLS_OF_A_WAITING_TASK,
        Diagnosis::UnwokenPoll,
        format!("a task that was woken once was polled {polls} times"),
        format!("1 回だけ起床したタスクが {polls} 回ポーリングされました"),
    );
}

#[test]
fn woken_twice_then_polled_once_or_twice() {
    let (done, (child, view)) = (Done::default(), Child::waiting());
    let mut child = Box::pin(child);
    let mut first = true;
    let waits = poll_fn(move |cx| {
        let poll = child.as_mut().poll(cx);
        if std::mem::take(&mut first) {
            cx.waker().wake_by_ref();
            cx.waker().wake_by_ref();
        }
        poll
    });
    let task = done.after(waits);
    let running = run(|spawner| spawner.spawn(task));
    running.until(Diagnosis::DroppedWake, || view.polls() >= 2);
    running.is_idle();
    let polls = view.polls();
    demand(
        polls <= 3,
        Diagnosis::UnwokenPoll,
        format!("two wakes in one poll led to {} more polls", polls - 1),
        format!(
            "1 回のポーリング中の 2 回の起床で、さらに {} 回ポーリングされました",
            polls - 1
        ),
    );
    view.finish(());
    all_done(running, &done, 1);
}

#[test]
fn task_spawns_a_task() {
    let done = Done::default();
    let tasks = done.clone();
    let running = Running::start(move || {
        let exec = Exec::new();
        let inside = exec.spawner();
        let inner = tasks.after(Yields::new(2, SelfWake::ByRef));
        exec.spawner().spawn(tasks.after(async move {
            Yields::new(1, SelfWake::ByRef).await;
            inside.spawn(inner);
        }));
        exec.run();
    });
    all_done(running, &done, 2);
}

#[test]
fn yielding_task_lets_the_others_have_their_turn() {
    let done = Done::default();
    let begun = [(); 2].map(|()| Arc::new(AtomicBool::new(false)));
    let gave_up = Arc::new(AtomicBool::new(false));
    let tasks = [(0, 1), (1, 0)].map(|(own, other)| {
        let (own, other) = (Arc::clone(&begun[own]), Arc::clone(&begun[other]));
        let gives_up = Arc::clone(&gave_up);
        done.after(async move {
            own.store(true, Ordering::SeqCst);
            for _ in 0..YIELDS_BEFORE_GIVING_UP {
                if other.load(Ordering::SeqCst) {
                    return;
                }
                Yields::new(1, SelfWake::ByRef).await;
            }
            gives_up.store(true, Ordering::SeqCst);
        })
    });
    let running = run(|spawner| tasks.into_iter().for_each(|task| spawner.spawn(task)));
    all_done(running, &done, 2);
    demand(
        !gave_up.load(Ordering::SeqCst),
        Diagnosis::StarvedTask,
        format!("one task yielded {YIELDS_BEFORE_GIVING_UP} times before the other began"),
        format!("一方のタスクが {YIELDS_BEFORE_GIVING_UP} 回譲っても、他方は始まりませんでした"),
    );
}

#[test]
fn woken_after_its_end_then_nothing() {
    let (done, waker) = (Done::default(), Arc::new(Mutex::new(None::<Waker>)));
    let after_ready = Arc::new(AtomicUsize::new(0));
    let (keeps, polled_again) = (Arc::clone(&waker), Arc::clone(&after_ready));
    let mut ended = false;
    // Spawned as it is: inside an `async` block a second poll would end in the block's own panic.
    let ends = poll_fn(move |cx| {
        if std::mem::replace(&mut ended, true) {
            polled_again.fetch_add(1, Ordering::SeqCst);
        }
        *keeps.lock().unwrap() = Some(cx.waker().clone());
        Poll::Ready(())
    });
    let wakes_it = async move {
        Yields::new(1, SelfWake::ByRef).await;
        let waker = waker.lock().unwrap().take();
        if let Some(waker) = waker {
            waker.wake_by_ref();
            waker.wake_by_ref();
            waker.wake();
        }
        Yields::new(3, SelfWake::ByRef).await;
    };
    let second = done.after(wakes_it);
    let running = run(|spawner| {
        spawner.spawn(ends);
        spawner.spawn(second);
    });
    let end = running.end(Diagnosis::NeverReturns);
    let polls = after_ready.load(Ordering::SeqCst);
    demand(
        end == End::Returned && polls == 0,
        Diagnosis::PolledAfterReady,
        format!("three wakes after the end of a task led to {polls} polls; `run` {end:?}"),
        format!("タスクの終了後の 3 回の起床で {polls} 回ポーリングされました (`run`: {end:?})"),
    );
    expect(
        done.count(),
        1,
        "the other task done",
        "終わったもう一方のタスク",
    );
}

#[test]
fn wakes_from_many_threads_then_the_last_one_counts() {
    let (done, waker) = (Done::default(), Arc::new(Mutex::new(None::<Waker>)));
    let open = Arc::new(AtomicBool::new(false));
    let (keeps, opened) = (Arc::clone(&waker), Arc::clone(&open));
    let task = done.after(poll_fn(move |cx| {
        *keeps.lock().unwrap() = Some(cx.waker().clone());
        if opened.load(Ordering::SeqCst) {
            return Poll::Ready(());
        }
        Poll::Pending
    }));
    let running = run(|spawner| spawner.spawn(task));
    running.until(Diagnosis::DroppedWake, || waker.lock().unwrap().is_some());
    let call = || {
        if let Some(waker) = &*waker.lock().unwrap() {
            waker.wake_by_ref();
        }
    };
    thread::scope(|scope| {
        for _ in 0..WAKING_THREADS {
            scope.spawn(|| (0..WAKES_A_THREAD).for_each(|_| call()));
        }
    });
    open.store(true, Ordering::SeqCst);
    call();
    running.until(Diagnosis::DroppedWake, || done.count() == 1);
    *waker.lock().unwrap() = None;
    all_done(running, &done, 1);
}

#[test]
fn task_panics_and_the_others_go_on() {
    let done = Done::default();
    let tasks = done.clone();
    let running = run(move |spawner| {
        spawner.spawn(tasks.after(Yields::new(3, SelfWake::ByRef)));
        spawner.spawn(async { panic!("this panic belongs to the test") });
        spawner.spawn(tasks.after(Yields::new(3, SelfWake::ByRef)));
    });
    // Whether `run` returns or goes on panicking after that is up to the answer.
    running.end(Diagnosis::NeverReturns);
    demand(
        done.count() == 2,
        Diagnosis::PanicSpreads,
        format!("of two other tasks {} came to their end", done.count()),
        format!(
            "ほかの 2 つのタスクのうち、最後まで動いたのは {} 個でした",
            done.count()
        ),
    );
}
