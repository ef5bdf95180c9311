//! A sum of outputs, and a counter that belongs to a task: nothing is shared, so nothing has to be
//! locked, and nothing that was added is lost.
#![allow(clippy::drop_non_drop, reason = "the handle of the stub is empty")]

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s09-anti-patterns/no_lock.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s09-anti-patterns/no_lock.rs"
)]
mod no_lock;
mod no_lock_scene;

use std::cell::Cell;

use futures::future::{join_all, ready};
use no_lock::{Counter, sum_all};
use no_lock_scene::{
    accepted_in_advance, added_then_got, ends_with, goes_on_without_those_who_gave_up, sleeps,
    value,
};
use probe::{
    Child, Diagnosis, Gauge, Probe, demand, expect, implements, ms, program, value_implements,
};
use tokio::time::sleep;

// rule: "`sum_all` waits for all inputs at the same time, and returns the sum of their outputs, 0 without inputs."
// rule.ja: "`sum_all` はすべての入力を同時に待ち、出力の合計を返します。入力がなければ 0 です。"
#[test]
fn sum_takes_as_long_as_the_slowest() {
    for inputs in [
        &[(107, 1), (211, 20), (53, 300)][..],
        &[(3, 5), (3, 5)],
        &[(7, 9)],
    ] {
        let report = program::run(|| sum_all(sleeps(inputs)));
        let asked: u64 = inputs.iter().map(|input| input.1).sum();
        expect(report.output, asked, "the sum", "合計");
        let times = inputs.iter().map(|input| input.0);
        report.took_not(ms(times.clone().max().unwrap_or(0)), ms(times.sum()));
    }
    let report = program::run(|| sum_all(Vec::<std::future::Ready<u64>>::new()));
    expect(report.output, 0, "the sum of nothing", "空の入力の合計");
    let many = (0..1_000).map(ready).collect();
    expect(
        program::run(|| sum_all(many)).output,
        499_500,
        "the sum",
        "合計",
    );
}

// rule: "The inputs may borrow, and need not be `Send` or `Unpin`. When the sum is dropped, so are they."
// rule.ja: "入力は借用していることもあり、`Send` や `Unpin` とは限りません。合計の Future がドロップされると、入力もドロップされます。"
#[test]
fn inputs_borrow_and_are_dropped_with_the_sum() {
    let calls = Cell::new(0);
    let report = program::run(|| {
        let input = async |n| {
            calls.set(calls.get() + 1);
            sleep(ms(10)).await;
            n
        };
        sum_all(vec![input(3), input(4)])
    });
    expect(
        (report.output, calls.get()),
        (7, 2),
        "sum and calls",
        "合計と呼び出し回数",
    );
    let (child, view) = Child::waiting();
    let mut sum = Probe::new(sum_all(vec![child]));
    sum.pending();
    sum.drop_future();
    view.dropped_with_the_whole("an input", "入力");
    let gauge = Gauge::new();
    program::cancel_everywhere(
        || (sum_all(vec![value(&gauge, 1), value(&gauge, 2)]), &gauge),
        |gauge, _| gauge.is_idle(),
    );
}

// rule: "Two sums, or two counters, know nothing of each other."
// rule.ja: "二つの合計、二つのカウンターは、互いに影響しません。"
#[test]
fn two_sums_at_the_same_time() {
    let report = program::run(|| async {
        let (one, two) = (sleeps(&[(10, 1), (30, 2)]), sleeps(&[(20, 10), (25, 20)]));
        tokio::join!(sum_all(one), sum_all(two))
    });
    expect(report.output, (3, 30), "the two sums", "二つの合計");
}

// rule: "Handles may go to other threads, and so may the futures of `add` and `get`."
// rule.ja: "ハンドルはほかのスレッドへ移せます。`add` と `get` の Future も移せます。"
#[test]
fn handles_may_go_to_other_threads() {
    let are_send = program::run(|| async {
        let (counter, _) = Counter::start();
        let is_send = value_implements!(counter.get(), Send);
        value_implements!(counter.add(1), Send) && is_send
    });
    demand(
        implements!(Counter: Send + Sync) && are_send.output,
        Diagnosis::ThreadBound,
        "`Counter` is not `Send` and `Sync`, or a future of it is not `Send`",
        "`Counter` が `Send` かつ `Sync` ではないか、その Future が `Send` ではありません",
    );
}

// rule: "When `add` has returned, `get` counts what was added, through whichever handle, and without waiting for anything but the task."
// rule.ja: "`add` が戻った後の `get` には、追加した分が、どのハンドルから追加したものでも含まれます。タスク以外のものは待ちません。"
#[test]
fn added_then_counted() {
    added_then_got(&[]);
    added_then_got(&[7]);
    added_then_got(&[1, 20, 300, 0]);
    added_then_got(&[1; 300]);
    added_then_got(&[u64::MAX - 1, 1]);
}

// rule: "When `add` has returned, `get` counts what was added, through whichever handle, and without waiting for anything but the task."
// rule.ja: "`add` が戻った後の `get` には、追加した分が、どのハンドルから追加したものでも含まれます。タスク以外のものは待ちません。"
#[test]
fn hundreds_at_the_same_time() {
    let report = program::run(|| async {
        let (counter, total) = Counter::start();
        // Where the queue has one place, that many polls; a thousand would be taken for busy.
        let handles: Vec<Counter> = (0..400).map(|_| counter.clone()).collect();
        join_all((1..).zip(&handles).map(|(n, handle)| handle.add(n))).await;
        let got = counter.get().await;
        drop((counter, handles));
        ends_with(total, 80_200).await;
        got
    });
    expect(report.output, 80_200, "the total", "合計");
    report.took(ms(0));
    report.no_task_left();
}

// rule: "The task ends when all handles are dropped, and has counted everything by then; its output is the total."
// rule.ja: "ハンドルがすべてドロップされるとタスクは終わります。それまでに追加されたものはすべて数え終わっており、出力は合計です。"
#[test]
fn dropped_then_the_task_ends_with_the_total() {
    for adds in [&[][..], &[5], &[1, 2, 3], &[1; 40]] {
        let report = program::run(|| async {
            let (counter, total) = Counter::start();
            for &n in adds {
                counter.clone().add(n).await;
            }
            drop(counter);
            ends_with(total, adds.iter().sum()).await;
        });
        report.no_task_left();
    }
}

// rule: "It goes on while one handle is left, also where nobody has kept the `JoinHandle`, or a `get` was dropped while it waited, and occupies no thread while it waits."
// rule.ja: "ハンドルがひとつでも残っていれば、`JoinHandle` を誰も持っていなくても、待っている `get` がドロップされても、タスクは動き続けます。待っている間、スレッドは占有しません。"
#[test]
fn goes_on_while_a_handle_is_left() {
    let report = program::run(|| async {
        let (counter, total) = Counter::start();
        drop(total);
        let (second, third) = (counter.clone(), counter.clone());
        counter.add(1).await;
        drop(counter);
        sleep(ms(50)).await;
        second.add(20).await;
        drop(second);
        sleep(ms(86_400_000)).await;
        third.add(300).await;
        third.get().await
    });
    expect(report.output, 321, "the total", "合計");
    report.took(ms(86_400_050));
    report.no_task_left();
    goes_on_without_those_who_gave_up();
}

// rule: "The queue is bounded: while the task does not run, at most 1,024 adds are accepted in advance, and further ones wait. None of those that were accepted is lost."
// rule.ja: "キューには上限があります。タスクが動いていない間に先に受け付ける追加は最大 1,024 件で、それ以降は待ちます。受け付けたものはひとつも失われません。"
#[test]
fn queue_is_bounded_and_loses_nothing() {
    accepted_in_advance();
}

// rule: "Two sums, or two counters, know nothing of each other."
// rule.ja: "二つの合計、二つのカウンターは、互いに影響しません。"
#[test]
fn two_counters_at_the_same_time() {
    let report = program::run(|| async {
        let ((one, one_total), (two, two_total)) = (Counter::start(), Counter::start());
        tokio::join!(one.add(3), two.add(40));
        let seen = tokio::join!(one.get(), two.get());
        drop(one);
        ends_with(one_total, 3).await;
        two.add(5).await;
        drop(two);
        ends_with(two_total, 45).await;
        seen
    });
    expect(report.output, (3, 40), "the two totals", "二つの合計");
}
