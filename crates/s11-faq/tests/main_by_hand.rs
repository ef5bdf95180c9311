//! What `#[tokio::main]` writes around an `async fn main`: a runtime with all that belongs to it,
//! and the end of both.
//!
//! real time: threads and sockets obey no virtual clock. A timer of 20 ms takes at least that;
//! blocking work of 250 ms is waited for, however long that takes, and two runs for at most 1.8 s.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s11-faq/main_by_hand.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s11-faq/main_by_hand.rs"
)]
mod main_by_hand;
mod main_by_hand_scene;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;
use std::thread;

use main_by_hand_scene::{
    FLAVORS, blocking_work_is_waited_for, drivers_are_there, main_stays_here, meet, refused_inside,
    runs, tasks_end_with_main, tasks_run_where_they_should,
};
use probe::{Diagnosis, demand, expect};
use tokio::task::yield_now;

// rule: "`run` returns what `main` returns, an `Err` as well as anything else."
// rule.ja: "`run` は `main` の戻り値を返します。`Err` でも何でも同じです。"
// rule: "`main` need not be `Send`, and may borrow."
// rule.ja: "`main` は `Send` でなくても、借用していてもかまいません。"
#[test]
fn returns_what_main_returns() {
    let name = Rc::new(String::from("main"));
    for flavor in FLAVORS {
        let output = runs(flavor, async {
            yield_now().await;
            (&*name, Err::<u32, _>("no such file"))
        });
        let asked = (&*name, Err("no such file"));
        expect(output, asked, "the output", "出力");
    }
}

// rule: "Timers and sockets work, and timers obey the clock on the wall."
// rule.ja: "タイマーもソケットも使えます。タイマーは実時間で進みます。"
#[test]
fn timers_and_sockets_work() {
    for flavor in FLAVORS {
        drivers_are_there(flavor);
    }
}

// rule: "`main` is polled by the thread that calls `run`, and by no other."
// rule.ja: "`main` をポーリングするのは `run` を呼び出したスレッドだけです。"
#[test]
fn main_is_polled_on_this_thread() {
    for flavor in FLAVORS {
        main_stays_here(flavor);
    }
}

// rule: "Tasks of `CurrentThread` run on the same thread; tasks of `MultiThread` on exactly `workers` others."
// rule.ja: "`CurrentThread` のタスクは同じスレッドで、`MultiThread` のタスクは、それとは別のちょうど `workers` 本のスレッドで実行されます。"
#[test]
fn tasks_run_where_the_flavor_says() {
    for flavor in FLAVORS {
        tasks_run_where_they_should(flavor);
    }
}

// rule: "When `run` returns, blocking work that had begun is over as well."
// rule.ja: "`run` が戻ったとき、始まっていたブロッキング処理も終わっています。"
#[test]
fn main_is_over_then_blocking_work_is() {
    for flavor in [FLAVORS[0], FLAVORS[2]] {
        blocking_work_is_waited_for(flavor);
    }
}

// rule: "When `run` returns, the tasks that `main` has left behind are dropped."
// rule.ja: "`run` が戻ったとき、`main` が残したタスクはドロップされています。"
#[test]
fn main_is_over_then_its_tasks_are() {
    for flavor in FLAVORS {
        tasks_end_with_main(flavor, async {});
        tasks_end_with_main(flavor, yield_now());
    }
}

// rule: "A panic of `main` goes on in `run`, after the tasks are dropped; a panic of a task does not."
// rule.ja: "`main` のパニックは、タスクがドロップされた後、`run` から伝わります。タスクのパニックは伝わりません。"
#[test]
fn panic_of_main_goes_on_and_that_of_a_task_does_not() {
    let panics = || resume_unwind(Box::new("it panics"));
    for flavor in FLAVORS {
        let end = catch_unwind(AssertUnwindSafe(|| {
            tasks_end_with_main(flavor, async { panics() });
        }));
        let said = end.as_ref().err().and_then(|panic| panic.downcast_ref());
        demand(
            said == Some(&"it panics"),
            Diagnosis::SwallowedPanic,
            "`main` panicked, and its panic did not go on",
            "`main` がパニックしましたが、そのパニックが伝わっていません",
        );
        let output = runs(flavor, async move {
            let task = tokio::spawn(async move { panics() });
            task.await.is_err_and(|error| error.is_panic())
        });
        expect(output, true, "the task panicked", "タスクがパニックしたか");
    }
}

// rule: "One run knows nothing of another, before it or beside it."
// rule.ja: "`run` の呼び出しは、続けて行っても同時に行っても、互いに影響しません。"
#[test]
fn one_after_the_other_and_side_by_side() {
    let both = FLAVORS.map(|flavor| {
        thread::spawn(move || {
            tasks_run_where_they_should(flavor);
            tasks_run_where_they_should(FLAVORS[3]);
            tasks_run_where_they_should(flavor);
        })
    });
    for thread in both {
        if let Err(panic) = thread.join() {
            resume_unwind(panic);
        }
    }
    for other in FLAVORS {
        meet(FLAVORS[0], other);
    }
}

// rule: "Called inside a runtime, `run` panics at once."
// rule.ja: "ランタイムの中で呼ばれた `run` は、すぐにパニックします。"
#[test]
fn called_inside_a_runtime_then_it_panics() {
    for outer in [FLAVORS[0], FLAVORS[2]] {
        for inner in [FLAVORS[0], FLAVORS[2]] {
            refused_inside(outer, inner);
        }
    }
}
