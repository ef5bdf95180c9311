//! A runtime has what its builder was told, and no more. Begin with the flavors; `retire` is for the
//! end.
//!
//! real time: a thread of the blocking pool obeys no virtual clock. What counts are threads, names,
//! and calls at once; a call that must not begin is given 50 ms to do so.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s08-comparison/runtime_builder.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s08-comparison/runtime_builder.rs"
)]
mod runtime_builder;
mod runtime_builder_scene;

use probe::expect;
use runtime_builder_scene::{
    Anywhere, Held, built, current_thread, multi_thread, refused, retires_anywhere,
};

// rule: "The tasks of a `CurrentThread` runtime run on the thread that calls `block_on`."
// rule.ja: "`CurrentThread` のランタイムのタスクは、`block_on` を呼び出したスレッドで実行されます。"
#[test]
fn current_thread_runs_on_the_caller() {
    let runtime = built(&current_thread());
    runtime.tasks_run_here(20);
}

// rule: "A `MultiThread` runtime has exactly `workers` threads for its tasks, and they are not the caller's."
// rule.ja: "`MultiThread` のランタイムは、タスクのためにちょうど `workers` 本のスレッドを持ちます。呼び出し元のスレッドでは実行しません。"
#[test]
fn multi_thread_has_so_many_workers() {
    for workers in [3, 1, 2, 17] {
        let runtime = built(&multi_thread(workers));
        runtime.has_workers(workers);
        runtime.tasks_run_elsewhere(20);
    }
}

// rule: "Every thread that a runtime starts, for tasks and for blocking calls, has the name `name`."
// rule.ja: "ランタイムが起動するスレッドの名前は、タスク用もブロッキング呼び出し用も、すべて `name` です。"
#[test]
fn threads_have_the_name() {
    for name in ["pump", "kata worker 2"] {
        for mut cfg in [multi_thread(2), current_thread()] {
            cfg.name = name.to_owned();
            let runtime = built(&cfg);
            runtime.names_its_threads(name);
        }
    }
}

// rule: "Timers work where `time` is set, and only there; sockets work where `io` is set, and only there."
// rule.ja: "タイマーは `time` が、ソケットは `io` が設定されているときに、そのときだけ使えます。"
#[test]
fn timers_work_where_they_are_asked_for() {
    for mut cfg in [multi_thread(2), current_thread()] {
        cfg.time = true;
        built(&cfg).has_timers();
        cfg.time = false;
        built(&cfg).has_no_timers();
    }
}

// rule: "Timers work where `time` is set, and only there; sockets work where `io` is set, and only there."
// rule.ja: "タイマーは `time` が、ソケットは `io` が設定されているときに、そのときだけ使えます。"
#[test]
fn sockets_work_where_they_are_asked_for() {
    for mut cfg in [multi_thread(2), current_thread()] {
        for time in [true, false] {
            (cfg.time, cfg.io) = (time, true);
            built(&cfg).has_sockets();
            cfg.io = false;
            built(&cfg).has_no_sockets();
        }
        // Each without the other.
        (cfg.time, cfg.io) = (false, true);
        built(&cfg).has_no_timers();
    }
}

// rule: "Up to `max_blocking` blocking calls run at the same time, and no more; workers do not count."
// rule.ja: "ブロッキング呼び出しは、同時に `max_blocking` 個まで実行されます。worker の数は含みません。"
#[test]
fn so_many_blocking_calls_at_once() {
    for max_blocking in [1, 2, 7] {
        for mut cfg in [multi_thread(3), current_thread()] {
            cfg.max_blocking = max_blocking;
            built(&cfg).blocks_at_once(max_blocking);
        }
    }
}

// rule: "Two runtimes share nothing."
// rule.ja: "二つのランタイムが何かを共有することはありません。"
#[test]
fn two_runtimes_side_by_side() {
    let (mut one, mut two) = (multi_thread(1), multi_thread(2));
    (one.name, two.name) = ("one".to_owned(), "two".to_owned());
    (one.max_blocking, two.max_blocking) = (1, 2);
    let (one, two) = (built(&one), built(&two));
    one.has_workers(1);
    two.has_workers(2);
    one.names_its_threads("one");
    two.names_its_threads("two");
    let held = Held::in_the_pool_of(&one, 1);
    two.blocks_at_once(2);
    held.let_go();
}

// rule: "Where `workers` or `max_blocking` is 0, `build` returns an error of the kind `InvalidInput`, and does not panic."
// rule.ja: "`workers` か `max_blocking` が 0 なら、`build` は種類が `InvalidInput` のエラーを返します。パニックはしません。"
#[test]
fn zero_is_refused() {
    refused(&multi_thread(0));
    for mut cfg in [multi_thread(2), current_thread()] {
        cfg.max_blocking = 0;
        refused(&cfg);
    }
}

// rule: "`build` and `retire` can be called anywhere, also inside async code."
// rule.ja: "`build` と `retire` は、async コードの中も含めて、どこからでも呼び出せます。"
#[test]
fn retires_inside_async_code() {
    for place in Anywhere::ALL {
        for cfg in [multi_thread(2), current_thread()] {
            retires_anywhere(place, &cfg);
        }
    }
}

// rule: "`retire` does not wait for a blocking call that is still running."
// rule.ja: "`retire` は、実行中のブロッキング呼び出しの終わりを待ちません。"
#[test]
fn retires_beside_a_blocking_call() {
    for cfg in [multi_thread(2), current_thread()] {
        let runtime = built(&cfg);
        let held = Held::in_the_pool_of(&runtime, 1);
        runtime.retires();
        expect(
            held.running(),
            1,
            "blocking calls after it",
            "その後のブロッキング呼び出し",
        );
        held.let_go();
    }
}

// rule: "`retire` drops every task of the runtime, within a second."
// rule.ja: "`retire` は、1 秒以内に、ランタイムのすべてのタスクをドロップします。"
#[test]
fn retired_tasks_are_dropped() {
    for cfg in [multi_thread(2), current_thread()] {
        for tasks in [1, 100] {
            let runtime = built(&cfg);
            let left = runtime.leaves_tasks(tasks);
            runtime.retires();
            left.are_dropped();
        }
    }
}
