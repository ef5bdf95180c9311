//! Two futures are driven to their end in one task, in whichever order they get there, and each is
//! left alone once it is done.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s04-composition/drain_both.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s04-composition/drain_both.rs"
)]
mod drain_both;

use std::rc::Rc;

use drain_both::drain;
use probe::{Child, Diagnosis, demand, expect, ms, once, program};
use s04_composition::log::Log;
use s04_composition::moments::{moved, ready_between_two_ticks};
use tokio::time::sleep;

/// Drains two sleeps and returns the lines of the log.
#[track_caller]
fn drained(a: u64, b: u64) -> String {
    let report = program::run(|| async {
        let log = Log::begin();
        // A sleep counts from its creation; inside the block it is created by the first poll.
        let sleeps = |milliseconds| once(async move { sleep(ms(milliseconds)).await });
        drain(sleeps(a), sleeps(b), log.clone()).await;
        log.lines().join(", ")
    });
    report.took_not(ms(a.max(b)), ms(a + b));
    report.output
}

// rule: "Both wait at the same time: two sleeps of 100 and 200 ms take 200 ms together, in either order."
// rule.ja: "二つは同時に待ちます。100 ms と 200 ms の sleep なら、どちらの順でも全体で 200 ms です。"
// rule: "Each line is written when its future is done, not later, even if that is between two milliseconds."
// rule.ja: "記録は、その Future が終わった時点で書きます。1 ms に満たない遅れも許されません。"
#[test]
fn a_ends_first_then_b() {
    expect(
        &*drained(107, 211),
        "a at 107 ms, b at 211 ms",
        "the log",
        "記録",
    );
}

// rule: "Both wait at the same time: two sleeps of 100 and 200 ms take 200 ms together, in either order."
// rule.ja: "二つは同時に待ちます。100 ms と 200 ms の sleep なら、どちらの順でも全体で 200 ms です。"
// rule: "Each line is written when its future is done, not later, even if that is between two milliseconds."
// rule.ja: "記録は、その Future が終わった時点で書きます。1 ms に満たない遅れも許されません。"
#[test]
fn b_ends_first_then_a() {
    expect(
        &*drained(307, 53),
        "b at 53 ms, a at 307 ms",
        "the log",
        "記録",
    );
}

// rule: "If both are done at the same moment, both lines are written, in any order."
// rule.ja: "同じ時点で両方が終わったときは、両方を (順番は自由に) 書きます。"
#[test]
fn both_end_at_the_same_time() {
    let log = drained(101, 101);
    demand(
        log == "a at 101 ms, b at 101 ms" || log == "b at 101 ms, a at 101 ms",
        Diagnosis::WrongResult,
        format!("both end at 101 ms; the log is `{log}`"),
        format!("どちらも 101 ms で終わりますが、記録は `{log}` です"),
    );
}

// rule: "If both are done at the same moment, both lines are written, in any order."
// rule.ja: "同じ時点で両方が終わったときは、両方を (順番は自由に) 書きます。"
#[test]
fn both_ready_at_once() {
    let report = program::run(|| async {
        let log = Log::begin();
        drain(once(async {}), once(async {}), log.clone()).await;
        let mut lines = log.lines();
        lines.sort_unstable();
        lines.join(", ")
    });
    expect(&*report.output, "a at 0 ms, b at 0 ms", "the log", "記録");
}

// rule: "A future that is done is not polled again."
// rule.ja: "終わった Future をもう一度ポーリングすることはありません。"
#[test]
fn each_is_begun_once_and_left_alone_when_done() {
    let (a, a_view) = Child::yielding(2, ());
    let (b, b_view) = Child::waiting();
    program::run(|| async {
        let log = Log::begin();
        let finish = async {
            for _ in 0..3 {
                sleep(ms(10)).await;
                b_view.wake();
            }
            b_view.finish(());
        };
        tokio::join!(drain(a, b, log), finish);
    });
    a_view.never_polled_after_ready();
    b_view.never_polled_after_ready();
    expect(
        (a_view.is_done(), b_view.is_done()),
        (true, true),
        "a and b done",
        "a と b の完了",
    );
}

// rule: "The futures may borrow, and need not be `Send` or `Unpin`."
// rule.ja: "Future は借用していることもあり、`Send` や `Unpin` とは限りません。"
// rule: "When `drain` has returned, no task is left, 1 ms later at the latest."
// rule.ja: "`drain` が戻って遅くとも 1 ms 後には、タスクは残っていません。"
#[test]
fn borrowed_and_not_send() {
    let report = program::run(|| async {
        let text = Rc::new(String::from("borrowed"));
        let borrowed = &text;
        let a = async {
            sleep(ms(10)).await;
            let _ = borrowed.len();
        };
        drain(a, async {}, Log::begin()).await;
    });
    report.no_task_left();
}

// rule: "Each line is written when its future is done, not later, even if that is between two milliseconds."
// rule.ja: "記録は、その Future が終わった時点で書きます。1 ms に満たない遅れも許されません。"
#[test]
fn either_ends_between_two_ticks() {
    for late in ["a", "b"] {
        let report = program::run(|| async {
            let (child, view) = Child::waiting();
            let (log, early) = (Log::begin(), once(sleep(ms(5))));
            let write = log.clone();
            if late == "a" {
                ready_between_two_ticks(drain(child, early, write), &view, ()).await;
            } else {
                ready_between_two_ticks(drain(early, child, write), &view, ()).await;
            }
            log.lines().join(", ")
        });
        let asked = match late {
            "a" => "b at 5 ms, a at 20 ms",
            _ => "a at 5 ms, b at 20 ms",
        };
        expect(&*report.output, asked, "the log", "記録");
    }
}

// rule: "`drain` may move to another task midway: the task that polled it last is woken."
// rule.ja: "`drain` は途中で別のタスクへ移されることがあります。起床するのは、最後にポーリングしたタスクです。"
#[test]
fn moved_to_another_task_then_woken_there() {
    for [a, b] in [[53, 31], [31, 53]] {
        let report = program::run(|| async {
            let (a, b) = (once(sleep(ms(a))), once(sleep(ms(b))));
            moved(drain(a, b, Log::begin())).await;
        });
        report.took(ms(53));
    }
}
