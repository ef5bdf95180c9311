//! Tasks that own what they use, a share of it, or an `Rc` on their own thread; and two futures
//! that only borrow. Time is virtual.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s11-faq/spawn_static.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s11-faq/spawn_static.rs"
)]
mod spawn_static;
mod spawn_static_scene;

use std::panic::AssertUnwindSafe;
use std::rc::Rc;
use std::sync::Arc;

use futures::FutureExt;
use futures::future::join_all;
use probe::{Diagnosis, demand, expect, ms, program};
use s11_faq::page::{PANICS, Page};
use spawn_static::without_spawn;
use spawn_static_scene::{account, counts, each_way, is_gone, is_kept, locally};
use tokio::task::LocalSet;
use tokio::time::{sleep, timeout};

// rule: "The output of each task is what `words` returns, after one call of it, in its time."
// rule.ja: "どのタスクも、`words` を一度だけ呼び、その戻り値を出力します。所要時間は `words` にかかる時間です。"
// rule: "When a task is over, it keeps nothing: the page that was moved into it is gone, and its share of a shared one is given back."
// rule.ja: "終わったタスクは何も持っていません。ムーブされたページはなくなり、共有していたページの `Arc` や `Rc` は手放されています。"
#[test]
fn counts_and_keeps_nothing() {
    each_way(|way| {
        let account = account();
        let report = locally(|| async {
            let page = Page::new(&account, "so much depends upon", ms(53));
            let count = counts(way.spawn(page)).await;
            is_gone(&account, "so much depends upon");
            count
        });
        expect(report.output, 4, "the words", "単語の数");
        expect(
            account.calls.total(),
            1,
            "calls of `words`",
            "`words` の呼び出しの数",
        );
        report.took(ms(53));
    });
}

// rule: "A task begins by itself and comes to its end, even if its handle is dropped."
// rule.ja: "タスクはひとりでに始まり、ハンドルがドロップされても最後まで進みます。"
#[test]
fn handle_is_dropped_and_the_task_goes_on() {
    each_way(|way| {
        let account = account();
        locally(|| async {
            drop(way.spawn(Page::new(&account, "a red wheel", ms(53))));
            sleep(ms(52)).await;
            expect(
                account.calls.now(),
                1,
                "calls in flight",
                "進行中の呼び出しの数",
            );
            is_kept(&account);
            sleep(ms(2)).await;
            is_gone(&account, "a red wheel");
        });
    });
}

// rule: "The caller of `by_share` keeps the page: it may count it again, and it may drop it while the task goes on."
// rule.ja: "`by_share` の呼び出し側はページを持ち続けます。もう一度数えることも、タスクより先に手放すこともできます。"
#[test]
fn caller_keeps_its_share_or_drops_it() {
    let account = account();
    let report = locally(|| async {
        let page = Arc::new(Page::new(&account, "barrow glazed with rain", ms(31)));
        let one = counts(spawn_static::by_share(&page)).await;
        expect(
            Arc::strong_count(&page),
            1,
            "shares left",
            "残っている共有の数",
        );
        let again = spawn_static::by_share(&page);
        drop(page);
        (one, counts(again).await)
    });
    expect(report.output, (4, 4), "the words", "単語の数");
}

// rule: "All tasks run at the same time, a hundred as well as one, and nobody waits in the call that starts one."
// rule.ja: "タスクはすべて同時に進みます。100 個でも同じです。タスクを始める呼び出しの中では、誰も待ちません。"
#[test]
fn a_hundred_run_at_the_same_time() {
    each_way(|way| {
        let account = account();
        let report = locally(|| async {
            let page = |n| Page::new(&account, "one two", ms(100 + n));
            let tasks: Vec<_> = (0..100_u64).map(|n| way.spawn(page(n))).collect();
            let mut sum = 0;
            for task in tasks {
                sum += counts(task).await;
            }
            sum
        });
        account.calls.at_least(100);
        expect(report.output, 200, "the words in all", "単語の合計");
        report.took(ms(199));
    });
}

// rule: "The task of `on_this_thread` stays in its `LocalSet`, and ends with it; the caller may keep a clone of the `Rc`."
// rule.ja: "`on_this_thread` のタスクは自分の `LocalSet` から出ず、それと一緒に終わります。呼び出し側は `Rc` の複製を持っていてもかまいません。"
#[test]
fn caller_keeps_an_rc() {
    let account = account();
    let report = locally(|| async {
        let page = Rc::new(Page::new(&account, "beside the white", ms(7)));
        let tasks = [(); 2].map(|()| spawn_static::on_this_thread(Rc::clone(&page)));
        let mut sum = 0;
        for task in tasks {
            sum += counts(task).await;
        }
        expect(
            Rc::strong_count(&page),
            1,
            "`Rc`s left",
            "残っている `Rc` の数",
        );
        sum
    });
    expect(report.output, 6, "the words in all", "単語の合計");
    report.took_not(ms(7), ms(14));
}

// rule: "The task of `on_this_thread` stays in its `LocalSet`, and ends with it; the caller may keep a clone of the `Rc`."
// rule.ja: "`on_this_thread` のタスクは自分の `LocalSet` から出ず、それと一緒に終わります。呼び出し側は `Rc` の複製を持っていてもかまいません。"
#[test]
fn ends_with_its_local_set() {
    let account = account();
    program::run(|| async {
        let set = LocalSet::new();
        let page = Rc::new(Page::new(&account, "white chickens", ms(53)));
        let entered = set.enter();
        let task = spawn_static::on_this_thread(page);
        drop(entered);
        set.run_until(sleep(ms(5))).await;
        drop(set);
        demand(
            account.calls.total() == 1 && account.calls.now() == 0,
            Diagnosis::WrongResult,
            "the `LocalSet` is gone, and the task goes on without it, on whatever thread",
            "`LocalSet` がなくなっても、タスクがどこかのスレッドで続いています",
        );
        drop(task);
    });
}

// rule: "Aborting a task through its handle ends the call, and what it had is given back."
// rule.ja: "ハンドルからタスクを中止すると、呼び出しは終わり、持っていたものは手放されます。"
#[test]
fn aborted_then_it_keeps_nothing() {
    each_way(|way| {
        let account = account();
        locally(|| async {
            let task = way.spawn(Page::new(&account, "chickens", ms(53)));
            sleep(ms(5)).await;
            task.abort();
            let _ = task.await;
            account.calls.is_idle();
            is_gone(&account, "chickens");
        });
    });
}

// rule: "Where `words` panics, so does the task, and its handle says so; in `without_spawn`, the panic goes on to the caller."
// rule.ja: "`words` がパニックすればタスクもパニックし、ハンドルからそれが分かります。`without_spawn` では、パニックがそのまま呼び出し側に伝わります。"
#[test]
fn panic_comes_through_the_handle() {
    each_way(|way| {
        let account = account();
        let end = locally(|| async { way.spawn(Page::new(&account, PANICS, ms(5))).await });
        demand(
            end.output.is_err_and(|error| error.is_panic()),
            Diagnosis::SwallowedPanic,
            "`words` panicked, and the handle does not say so",
            "`words` がパニックしましたが、ハンドルからはそれが分かりません",
        );
    });
    let account = account();
    let end = program::run(|| async {
        let page = |text| Page::new(&account, text, ms(5));
        let (good, bad) = (page("glazed"), page(PANICS));
        let ends = [without_spawn(&good, &bad), without_spawn(&bad, &good)];
        join_all(ends.map(|end| AssertUnwindSafe(end).catch_unwind())).await
    });
    demand(
        end.output.iter().all(Result::is_err),
        Diagnosis::SwallowedPanic,
        "`words` panicked, and `without_spawn` has an output",
        "`words` がパニックしましたが、`without_spawn` は結果を返しました",
    );
}

// rule: "`without_spawn` counts both pages at the same time, in the time of the longer, and returns the counts in the order of the pages."
// rule.ja: "`without_spawn` は両方のページを同時に数えます。長いほうの時間で終わり、結果はページの順に並びます。"
#[test]
fn both_at_the_same_time() {
    for (one, other) in [(80, 50), (50, 80), (53, 53), (0, 107)] {
        let account = account();
        let report = program::run(|| async {
            let a = Page::new(&account, "a", ms(one));
            let b = Page::new(&account, "b b", ms(other));
            without_spawn(&a, &b).await
        });
        expect(report.output, (1, 2), "the words", "単語の数");
        expect(
            account.calls.total(),
            2,
            "calls of `words`",
            "`words` の呼び出しの数",
        );
        report.took_not(ms(one.max(other)), ms(one + other).max(ms(1)));
        report.no_task_left();
    }
}

// rule: "`without_spawn` makes no task. Dropped, it ends both calls at once."
// rule.ja: "`without_spawn` はタスクを作りません。ドロップされると、両方の呼び出しがすぐに終わります。"
#[test]
fn dropped_then_both_are_over() {
    let account = account();
    let report = program::run(|| async {
        let a = Page::new(&account, "a", ms(31));
        let b = Page::new(&account, "b", ms(19));
        for length in [5, 25] {
            let _ = timeout(ms(length), without_spawn(&a, &b)).await;
            account.calls.is_idle();
        }
    });
    report.no_task_left();
}
