//! One future survives many turns of a loop: it is pinned once, polled in its place to its end, and
//! meanwhile the ticks come on time. Time is virtual here, so "on time" is exact.
//!
//! Start with the second and the third test.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s05-pin/pin_in_loop.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s05-pin/pin_in_loop.rs"
)]
mod pin_in_loop;

mod pin_in_loop_scene;

use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;

use pin_in_loop::until_done;
use pin_in_loop_scene::{Ticks, at_most_polls, chatty, dropped_at, works_for};
use probe::{Child, Diagnosis, Settled, demand, expect, ms, once, program};
use tokio::time::sleep;

// lesson: "at most 12 times"
// lesson.ja: "最大 12 回"
const POLLS: usize = 12;

// rule: "The future is polled in its place, to its end, and not again after that."
// rule.ja: "Future は同じ場所で最後までポーリングされ、その後はポーリングされません。"
#[test]
fn polled_in_its_place() {
    let settled = Settled::new();
    program::run(|| async {
        // With one tick, two, and three: who is moved twice may be back where it was.
        for milliseconds in [70, 120, 170] {
            let work = async {
                let mut watched = pin!(settled.yielding(3, ()));
                watched.as_mut().await;
                // The ticks come now; it lives, in its place, until the end.
                works_for(milliseconds, ()).await;
            };
            until_done(work, ms(50), || ()).await;
        }
    });
    settled.never_moved();
}

// rule: "`on_tick` is called each time `every` has passed, counted from the first poll: beside a future of 900 ms, with `every` at 250 ms, three times, at 250, 500, and 750 ms."
// rule.ja: "`on_tick` は、最初のポーリングから数えて `every` が経つたびに呼ばれます。900 ms の Future の横で `every` が 250 ms なら 3 回、250 ms、500 ms、750 ms です。"
// rule: "The output is returned at the moment the future is done, not at the next tick, and no tick follows."
// rule.ja: "出力は、次のティックを待たず、Future が終わった時点で返します。その後のティックはありません。"
#[test]
fn three_ticks_then_done() {
    let report = program::run(|| until_done(works_for(900, "done"), ms(250), || ()));
    report.took(ms(900));
    expect(report.output, "done", "the output", "出力");
    let report = program::run(|| async {
        let ticks = Ticks::begin();
        until_done(works_for(900, ()), ms(250), ticks.write()).await;
        sleep(ms(1000)).await;
        ticks.moments()
    });
    expect(&*report.output, &[250, 500, 750], "the ticks", "ティック");
}

// rule: "The future may borrow, and need not be `Send` or `Unpin`; the same goes for `on_tick`."
// rule.ja: "Future は借用していることもあり、`Send` や `Unpin` とは限りません。`on_tick` も同じです。"
#[test]
fn borrowed_and_not_send() {
    let report = program::run(|| async {
        let text = Rc::new(RefCell::new(String::from("begun")));
        let borrowed = &text;
        let work = async {
            works_for(70, ()).await;
            borrowed.borrow_mut().push_str(", done");
            borrowed
        };
        let on_tick = || borrowed.borrow_mut().push_str(", tick");
        until_done(work, ms(30), on_tick).await.borrow().clone()
    });
    expect(
        &*report.output,
        "begun, tick, tick, done",
        "the text",
        "文字列",
    );
}

// rule: "The output is returned at the moment the future is done, not at the next tick, and no tick follows."
// rule.ja: "出力は、次のティックを待たず、Future が終わった時点で返します。その後のティックはありません。"
#[test]
fn done_before_the_first_tick() {
    let report = program::run(|| async {
        let ticks = Ticks::begin();
        for milliseconds in [0, 1, 137, 249] {
            until_done(works_for(milliseconds, ()), ms(250), ticks.write()).await;
        }
        ticks.moments()
    });
    report.took(ms(387));
    expect(&*report.output, &[], "the ticks", "ティック");
}

// rule: "`on_tick` is called each time `every` has passed, counted from the first poll: beside a future of 900 ms, with `every` at 250 ms, three times, at 250, 500, and 750 ms."
// rule.ja: "`on_tick` は、最初のポーリングから数えて `every` が経つたびに呼ばれます。900 ms の Future の横で `every` が 250 ms なら 3 回、250 ms、500 ms、750 ms です。"
#[test]
fn called_then_polled_later() {
    let report = program::run(|| async {
        let ticks = Ticks::begin();
        let waiting = until_done(works_for(110, ()), ms(50), ticks.write());
        sleep(ms(33)).await;
        waiting.await;
        ticks.moments()
    });
    expect(&*report.output, &[83, 133], "the ticks", "ティック");
    report.took(ms(143));
}

// rule: "A future that wakes its task often does not postpone the ticks."
// rule.ja: "Future が頻繁にタスクを起床させても、ティックは先送りされません。"
#[test]
fn woken_often_and_the_ticks_stay() {
    let report = program::run(|| async {
        let ticks = Ticks::begin();
        until_done(chatty(7, 900), ms(250), ticks.write()).await;
        ticks.moments()
    });
    let ticks = &report.output;
    demand(
        ticks.len() >= 3,
        Diagnosis::RestartedTimer,
        format!("the future woke its task every 7 ms, and in 900 ms the ticks came at {ticks:?}"),
        format!("Future が 7 ms ごとにタスクを起床させた 900 ms 間のティック: {ticks:?}"),
    );
    expect(&**ticks, &[250, 500, 750], "the ticks", "ティック");
}

// rule: "The future is polled in its place, to its end, and not again after that."
// rule.ja: "Future は同じ場所で最後までポーリングされ、その後はポーリングされません。"
#[test]
fn left_alone_when_done() {
    program::run(|| async {
        until_done(once(works_for(120, ())), ms(50), || ()).await;
        until_done(once(async {}), ms(50), || ()).await;
    });
}

// rule: "Nothing is polled just in case: in that example the future is polled at most 12 times."
// rule.ja: "念のための確認はしません。上の例で Future がポーリングされるのは最大 12 回です。"
#[test]
fn asleep_between_the_ticks() {
    let (child, view) = Child::waiting();
    program::run(|| async {
        let finish = async {
            sleep(ms(900)).await;
            view.finish(());
        };
        tokio::join!(until_done(child, ms(250), || ()), finish);
    });
    view.never_polled_after_ready();
    at_most_polls(view.polls(), POLLS);
}

// rule: "`every` is a whole number of milliseconds, from 1 ms to 10 s. If the future is done at the moment of a tick, that tick may be called or not."
// rule.ja: "`every` はミリ秒単位の整数で、1 ms から 10 秒までです。ティックの時点で Future が終わる場合、そのティックは呼ばれても呼ばれなくてもかまいません。"
#[test]
fn ticks_of_every_length() {
    let odd = (1..=20).map(|number| number * 487 + 13);
    for every in [1, 2, 999, 1_001, 9_999, 10_000].into_iter().chain(odd) {
        let length = every * 40 + every / 2;
        let report = program::run(|| async {
            let ticks = Ticks::begin();
            until_done(works_for(length, ()), ms(every), ticks.write()).await;
            ticks.moments()
        });
        // At the moment of the end there may be one more.
        let ticks: Vec<u64> = (report.output.into_iter())
            .filter(|at| *at < length)
            .collect();
        let asked: Vec<u64> = (1..=40)
            .map(|number| number * every)
            .filter(|at| *at < length)
            .collect();
        let (en, ja) = (
            format!("the ticks of {every} ms"),
            format!("{every} ms のティック"),
        );
        expect(ticks, asked, &en, &ja);
    }
}

// rule: "When `until_done` returns or is dropped, the future has been dropped, no tick follows, and no task is left."
// rule.ja: "`until_done` が戻るかドロップされたとき、Future はドロップされています。その後のティックはなく、タスクも残りません。"
#[test]
fn nothing_goes_on_after_the_end() {
    for limit in [0, 120, 270, 400] {
        dropped_at(ms(limit));
    }
}

// rule: "The future may borrow, and need not be `Send` or `Unpin`; the same goes for `on_tick`."
// rule.ja: "Future は借用していることもあり、`Send` や `Unpin` とは限りません。`on_tick` も同じです。"
#[test]
fn one_inside_the_other() {
    let report = program::run(|| async {
        let (inner, outer) = (Ticks::begin(), Ticks::begin());
        let work = Box::pin(until_done(works_for(210, 7), ms(40), inner.write()));
        let output = until_done(work, ms(100), outer.write()).await;
        (output, inner.moments(), outer.moments())
    });
    let (output, inner, outer) = report.output;
    expect(output, 7, "the output", "出力");
    let asked = vec![40, 80, 120, 160, 200];
    expect(inner, asked, "the inner ticks", "内側のティック");
    expect(outer, vec![100, 200], "the outer ticks", "外側のティック");
}
