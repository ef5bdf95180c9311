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
mod mini_executor_scene;

use std::task::Waker;

use mini_executor::Exec;
use mini_executor_scene::{
    Done, Kept, Lines, Places, Waiting, all_done, handed_in_from_two_threads, left_alone, notes,
    returns, run, run_family, run_one_after_the_other, run_one_that_spawns,
    run_one_that_spawns_first, spawns_when_dropped, started, take_turns, wakes_itself_twice,
    wakes_then_yields, woken_one_by_one,
};
use probe::executor::{SelfWake, Yields, woken_at_every_instruction};
use probe::{Child, Diagnosis, watch};

// rule: "`run` returns when every task is done: no earlier, and without fail. When the tests call it, no spawner is left outside the tasks. While somebody keeps a waker, it need not return."
// rule.ja: "`run` はすべてのタスクが終わったときに、必ず戻ります。それより早く戻ることはありません。テストが `run` を呼ぶとき、タスクの外に spawner は残っていません。誰かが waker を持っている間は、戻らなくてもかまいません。"
#[test]
fn no_task_then_returns() {
    returns(run([]));
}

// rule: "Every task is polled on the thread that called `run`, and none before that call. The tests call `Exec::new` on the same thread."
// rule.ja: "どのタスクも、`run` を呼んだスレッドの上でポーリングします。`run` が呼ばれるまではポーリングしません。テストは `Exec::new` も同じスレッドで呼びます。"
#[test]
fn polled_by_run_on_its_own_thread() {
    let (done, places) = (Done::default(), Places::default());
    let tasks = [(); 2].map(|()| done.after(places.of_a_task()));
    let seen = places.clone();
    let running = handed_in_from_two_threads(tasks, move || seen.run_begins_here());
    all_done(running, &done, 2);
    places.all_where_the_run_began();
}

// rule: "Tasks start in the order in which they were spawned, from outside or by a task."
// rule.ja: "タスクは、外からでもタスクからでも、spawn された順に始まります。"
#[test]
fn tasks_start_in_the_order_of_their_spawning() {
    let (done, lines) = (Done::default(), Lines::default());
    let tasks = ["task 1", "task 2", "task 3"].map(|name| done.after(notes(&lines, name)));
    all_done(run(tasks), &done, 3);
    started(&lines, &["task 1", "task 2", "task 3"]);
}

// rule: "Tasks start in the order in which they were spawned, from outside or by a task."
// rule.ja: "タスクは、外からでもタスクからでも、spawn された順に始まります。"
#[test]
fn tasks_of_a_task_start_in_their_order_too() {
    let (done, lines) = (Done::default(), Lines::default());
    all_done(run_family(&done, &lines), &done, 5);
    started(
        &lines,
        &["parent", "neighbour", "child 1", "child 2", "child 3"],
    );
}

// rule: "No wake is lost: by reference or by value, during the poll or later, from this thread or another. In one test 8 threads call a waker 1,000 times each."
// rule.ja: "起床は取りこぼしません。参照でも値でも、ポーリング中でもその後でも、このスレッドからでも別のスレッドからでも同じです。あるテストでは 8 つのスレッドが 1,000 回ずつ waker を呼びます。"
#[test]
fn woken_during_the_poll_then_polled_again() {
    for how in SelfWake::ALL {
        let done = Done::default();
        let tasks = [3, 1].map(|times| done.after(Yields::new(times, how)));
        all_done(run(tasks), &done, 2);
    }
}

// rule: "While no task can run, the thread sleeps until a wake. It does not wake up just to look."
// rule.ja: "実行できるタスクがない間、スレッドは起床があるまで眠ります。様子を見に起きることはありません。"
#[test]
fn sleeps_until_another_thread_wakes() {
    let waiting = Waiting::begin(|child| child);
    waiting.running.is_idle();
    left_alone(&waiting.ends());
}

// rule: "Nor is a wake lost that comes between the end of a poll and the sleep of the thread, at whichever instruction."
// rule.ja: "ポーリングの終わりからスレッドが眠るまでの間に、どの命令の位置で来た起床も取りこぼしません。"
#[test]
fn woken_at_every_instruction_before_the_sleep() {
    woken_at_every_instruction(|task| {
        let exec = Exec::new();
        exec.spawner().spawn(task);
        exec.run();
    });
}

// rule: "A task is polled when it was spawned and when it was woken, not otherwise. One that waits for a single wake sees at most 3 polls, however busy another task is."
// rule.ja: "タスクがポーリングされるのは、spawn されたときと起床したときだけです。1 回の起床を待つタスクのポーリングは、ほかのタスクがどれほど忙しくても最大 3 回です。"
#[test]
fn waiting_task_is_left_alone_while_another_is_busy() {
    let (done, (child, view)) = (Done::default(), Child::waiting_as("waiting task"));
    let busy = done.after(Yields::new_as("busy task", 200, SelfWake::ByRef));
    let running = run([done.after(child), busy]);
    let is_alone = || done.count() == 1 && view.polls() > 0;
    running.until(Diagnosis::DroppedWake, is_alone);
    view.finish(());
    all_done(running, &done, 2);
    left_alone(&view);
}

// rule: "Two wakes during one poll lead to one more poll, or two."
// rule.ja: "1 回のポーリング中に 2 回起床したタスクは、さらに 1 回か 2 回ポーリングされます。"
#[test]
fn woken_twice_then_polled_once_or_twice() {
    let waiting = Waiting::begin(wakes_itself_twice);
    waiting.has_been_polled(2);
    waiting.running.is_idle();
    waiting.polled_once_or_twice_more();
    waiting.ends();
}

// rule: "A task may spawn tasks, also while it is dropped, and `run` runs them as well."
// rule.ja: "タスクがタスクを spawn することもあります。ドロップの中でも同じです。`run` はそれらも動かします。"
#[test]
fn task_spawns_a_task() {
    let done = Done::default();
    let tasks = done.clone();
    let inner = done.after(Yields::new(2, SelfWake::ByRef));
    let running = run_one_that_spawns(move |spawner| {
        tasks.after(async move {
            Yields::new(1, SelfWake::ByRef).await;
            spawner.spawn(inner);
        })
    });
    all_done(running, &done, 2);
}

// rule: "A task may spawn tasks, also while it is dropped, and `run` runs them as well."
// rule.ja: "タスクがタスクを spawn することもあります。ドロップの中でも同じです。`run` はそれらも動かします。"
#[test]
fn task_spawns_a_task_while_it_is_dropped() {
    let done = Done::default();
    let last = done.after(Yields::new(2, SelfWake::ByRef));
    all_done(
        run_one_that_spawns(|spawner| spawns_when_dropped(spawner, last)),
        &done,
        1,
    );
}

// rule: "A task that keeps yielding lets the others have their turn: two tasks that wait for each other's beginning both begin, before either has yielded 10,000 times, even where one has spawned the other."
// rule.ja: "譲り続けるタスクがあっても、ほかのタスクに順番が回ります。互いの開始を待つ二つのタスクは、一方が他方を spawn したときでも、どちらも 10,000 回譲る前に始まります。"
#[test]
fn yielding_task_lets_the_others_have_their_turn() {
    take_turns(run);
    take_turns(|[parent, child]| run_one_that_spawns_first(child, parent));
}

// rule: "A hundred tasks can wait at the same time, each for a wake of its own."
// rule.ja: "100 個のタスクが、それぞれ自分の起床を同時に待つことができます。"
#[test]
fn hundred_tasks_wait_each_for_its_own_wake() {
    // Neither in the order of their spawning, nor the other way round.
    woken_one_by_one(100, |n| n * 37 % 100);
}

// rule: "A waker may be called after its task is done, and after `run` has returned: the task is not polled again, and nothing else happens."
// rule.ja: "タスクが終わった後や `run` が戻った後に waker が呼ばれることもあります。そのタスクはもうポーリングされず、ほかに何も起きません。"
#[test]
fn woken_after_its_end_then_nothing() {
    let (done, kept, (child, view)) = (Done::default(), Kept::default(), Child::waiting());
    kept.open();
    let (ends, later) = (kept.task(), done.after(child));
    // The later one may be given the place of the one that is done.
    let running = run_one_after_the_other(ends, later);
    running.until(Diagnosis::DroppedWake, || view.polls() > 0);
    for _ in 0..3 {
        kept.wake();
        running.ends_or_sleeps();
    }
    kept.never_polled_after_ready();
    kept.take().into_iter().for_each(Waker::wake);
    view.finish(());
    all_done(running, &done, 1);
    left_alone(&view);
}

// rule: "A waker may be called after its task is done, and after `run` has returned: the task is not polled again, and nothing else happens."
// rule.ja: "タスクが終わった後や `run` が戻った後に waker が呼ばれることもあります。そのタスクはもうポーリングされず、ほかに何も起きません。"
#[test]
fn woken_after_the_run_then_nothing() {
    let kept = Kept::default();
    kept.open();
    let running = run([kept.task()]);
    running.until(Diagnosis::DroppedWake, || kept.is_there());
    // It need not have come back before the last waker is gone.
    running.ends_or_sleeps();
    watch(Diagnosis::Deadlock, || {
        kept.wake();
        kept.take().into_iter().for_each(Waker::wake);
    });
    returns(running);
    kept.never_polled_after_ready();
}

// rule: "No wake is lost: by reference or by value, during the poll or later, from this thread or another. In one test 8 threads call a waker 1,000 times each."
// rule.ja: "起床は取りこぼしません。参照でも値でも、ポーリング中でもその後でも、このスレッドからでも別のスレッドからでも同じです。あるテストでは 8 つのスレッドが 1,000 回ずつ waker を呼びます。"
#[test]
fn wakes_from_many_threads_then_the_last_one_counts() {
    let (done, kept) = (Done::default(), Kept::default());
    let running = run([done.after(kept.task())]);
    running.until(Diagnosis::DroppedWake, || kept.is_there());
    kept.is_woken_by_many_threads();
    kept.open();
    kept.wake();
    running.until(Diagnosis::DroppedWake, || done.count() == 1);
    drop(kept.take());
    all_done(running, &done, 1);
}

// rule: "Two executors do not disturb each other."
// rule.ja: "二つの executor は互いに影響しません。"
#[test]
fn two_executors_at_the_same_time() {
    let [slow, fast] = [(); 2].map(|()| Waiting::begin(|child| child));
    fast.ends();
    slow.running.is_idle();
    slow.ends();
}

// rule: "A panic in one task does not keep the others from their end, not even where it is woken later. Whether `run` goes on panicking after that is up to you."
// rule.ja: "ひとつのタスクがパニックしても、ほかのタスクは最後まで動きます。パニックしたタスクが後で起床しても同じです。その後で `run` がパニックを続けるかどうかは自由です。"
#[test]
fn task_panics_and_the_others_go_on() {
    let done = Done::default();
    let [one, other] = [3, 3].map(|times| done.after(Yields::new(times, SelfWake::ByRef)));
    let panics = done.after(async { panic!("this panic belongs to the test") });
    run([one, panics, other]).end(Diagnosis::NeverReturns);
    done.spared_by_the_panic(2);
    let (done, kept) = (Done::default(), Kept::default());
    let wakes_it = done.after(wakes_then_yields(&kept));
    run([kept.task_that_panics(), wakes_it]).end(Diagnosis::NeverReturns);
    done.spared_by_the_panic(1);
}
