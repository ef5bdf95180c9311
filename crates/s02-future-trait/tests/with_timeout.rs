//! `with_timeout` puts a limit on a future and never loses a result that is there.
//!
//! Start with the first two tests. All run on tokio with a paused clock: time moves only when
//! every task waits, so they take no time, and a tie is really a tie.
//!
//! real time: one test lets it pass while the clock of tokio stands still.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s02-future-trait/with_timeout.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s02-future-trait/with_timeout.rs"
)]
mod with_timeout;

mod moves;
mod with_timeout_scene;

use std::rc::Rc;
use std::time::Duration;

use futures::poll;
use moves::poll_and_move;
use probe::{Child, Settled, moved_until, ms, program};
use tokio::sync::oneshot;
use tokio::time::sleep;
use with_timeout::{Elapsed, with_timeout};
use with_timeout_scene::{
    dropped_after, ended, ends, greedy_past, is_over, not_over, not_yet, output_is, stirs, takes,
    takes_real, was_left_alone, was_polled,
};

// lesson: "100 times of 100"
// lesson.ja: "100 回中 100 回"
const TIES: usize = 100;

// rule: "It may be `!Unpin`: once polled, it stays where it is until it is dropped, even if your future is `Unpin` and is moved."
// rule.ja: "処理は `!Unpin` のこともあります。いったんポーリングした処理は、ドロップされるまで同じ場所にあります。あなたの Future が `Unpin` で、移されたときも同じです。"
#[test]
fn work_stays_where_it_was_polled() {
    let settled = Settled::new();
    let _ = program::run(|| async {
        for polls in 1..=3 {
            poll_and_move!(with_timeout(settled.yielding(2, 7), ms(100)), polls);
        }
    });
    settled.never_moved();
}

// rule: "`Err(Elapsed)` comes when the time is over, to the millisecond, on tokio's clock and no other."
// rule.ja: "時間が過ぎれば `Err(Elapsed)` です。時間はミリ秒単位で、tokio の時計だけで測ります。"
#[test]
fn slow_work_then_elapsed_at_the_limit() {
    for limit in [107, 2000, 1, 60_007] {
        let report = program::run(|| with_timeout(takes(ms(5 * limit)), ms(limit)));
        ends(report, ms(limit), Err(Elapsed));
    }
}

// rule: "`Ok` comes as soon as the work is done."
// rule.ja: "処理が終わればすぐに `Ok` です。"
#[test]
fn fast_work_then_ok_without_waiting_for_the_limit() {
    for time in [1000, 53, 1, 0] {
        let report = program::run(|| with_timeout(takes(ms(time)), ms(2000)));
        ends(report, ms(time), Ok(7));
    }
}

// rule: "`Err(Elapsed)` comes when the time is over, to the millisecond, on tokio's clock and no other."
// rule.ja: "時間が過ぎれば `Err(Elapsed)` です。時間はミリ秒単位で、tokio の時計だけで測ります。"
#[test]
fn work_that_never_ends_then_elapsed_at_the_limit() {
    let (work, _kept) = Child::waiting();
    let report = program::run(|| ended(with_timeout(work, ms(107))));
    ends::<u32>(report, ms(107), Err(Elapsed));
}

// rule: "Work that is done at the very moment when the time is over gives `Ok`, 100 times of 100."
// rule.ja: "時間切れと同時に処理が終わった場合は、100 回中 100 回とも `Ok` です。"
#[test]
fn done_when_the_time_is_over_then_ok() {
    for _ in 0..TIES {
        let report = program::run(|| with_timeout(takes(ms(100)), ms(100)));
        output_is(report.output, Ok(7));
    }
}

// rule: "If a value was sent while nobody polled and the time ran out meanwhile, the result is `Ok`."
// rule.ja: "誰もポーリングしていない間に値が送られ、その間に時間が過ぎた場合も `Ok` です。"
#[test]
fn done_while_nobody_polled_then_ok() {
    let report = program::run(|| async {
        let (sender, receiver) = oneshot::channel();
        let mut limited = Box::pin(with_timeout(receiver, ms(2000)));
        not_yet(&poll!(limited.as_mut()));
        sleep(ms(1000)).await;
        let _ = sender.send(7);
        sleep(ms(2000)).await;
        limited.await
    });
    output_is(report.output, Ok(Ok(7)));
}

// rule: "The work is polled at least once, even if `d` is zero; work that is ready at once gives `Ok` even then."
// rule.ja: "`d` が 0 でも、処理を少なくとも一度はポーリングします。すぐに完了する処理なら、そのときも `Ok` です。"
#[test]
fn no_time_and_work_that_is_ready_then_ok() {
    let report = program::run(|| with_timeout(std::future::ready(7), ms(0)));
    output_is(report.output, Ok(7));
}

// rule: "The work is polled at least once, even if `d` is zero; work that is ready at once gives `Ok` even then."
// rule.ja: "`d` が 0 でも、処理を少なくとも一度はポーリングします。すぐに完了する処理なら、そのときも `Ok` です。"
#[test]
fn no_time_and_work_that_waits_then_polled_and_elapsed() {
    let (work, view) = Child::<u32>::waiting();
    let report = program::run(|| ended(with_timeout(work, ms(0))));
    ends(report, ms(0), Err(Elapsed));
    was_polled(&view);
}

// rule: "`d` may be as long as `Duration::MAX`."
// rule.ja: "`d` は `Duration::MAX` のこともあります。"
#[test]
fn longest_limit_of_all_then_the_work_counts() {
    // In milliseconds, and in nanoseconds: one more than 32, or 64, bits can tell, and a little.
    let beyond = [
        ms((1 << 32) + 50),
        Duration::from_nanos_u128((1 << 64) + 50_000_000),
    ];
    for limit in beyond.into_iter().chain([Duration::MAX]) {
        let report = program::run(|| with_timeout(takes(ms(53)), limit));
        ends(report, ms(53), Ok(7));
    }
}

// rule: "Work that wakes its task now and then does not postpone the deadline."
// rule.ja: "処理がときどきタスクを起床させても、期限は延びません。"
#[test]
fn work_that_stirs_then_elapsed_at_the_limit() {
    let report = program::run(|| with_timeout(stirs(ms(30)), ms(107)));
    ends(report, ms(107), Err(Elapsed));
}

// rule: "A future wakes its own task only when asking again is worthwhile: while nothing happens, the work is polled at most 4 times, and the thread is not blocked."
// rule.ja: "Future が自分のタスクを起床させるのは、もう一度ポーリングする意味があるときだけです。何も起きない間、処理のポーリングは最大 4 回で、スレッドもブロックしません。"
#[test]
fn nothing_happens_then_the_work_is_left_alone() {
    let (work, view) = Child::<u32>::waiting();
    let report = program::run(|| ended(with_timeout(work, ms(300))));
    output_is(report.output, Err(Elapsed));
    was_left_alone(&view);
}

// rule: "`Err(Elapsed)` comes when the time is over, to the millisecond, on tokio's clock and no other."
// rule.ja: "時間が過ぎれば `Err(Elapsed)` です。時間はミリ秒単位で、tokio の時計だけで測ります。"
#[test]
fn only_the_clock_of_the_machine_goes_then_ok() {
    let report = program::run(|| with_timeout(takes_real(ms(60)), ms(20)));
    report.took(ms(0));
    not_over(report.output);
}

// rule: "The work may be `!Send`, and may borrow."
// rule.ja: "処理は `!Send` でも、何かを借用していてもかまいません。"
#[test]
fn work_that_borrows_and_stays_on_its_thread() {
    let list = vec![1, 2, 4];
    let report = program::run(|| async {
        let shared = Rc::new(&list);
        let work = async {
            sleep(ms(10)).await;
            shared.iter().sum::<u32>()
        };
        with_timeout(work, ms(1000)).await
    });
    ends(report, ms(10), Ok(7));
}

// rule: "When your future is dropped, after `Err` or at any time before, the work is dropped with it."
// rule.ja: "あなたの Future がドロップされたら、それが `Err` の後でも途中でも、処理も一緒にドロップされます。"
// rule: "However it ends, no task of yours is left."
// rule.ja: "どのように終わっても、あなたが作ったタスクは残りません。"
#[test]
fn elapsed_then_dropped_and_the_work_with_it() {
    let (work, view) = Child::<u32>::waiting();
    let report = program::run(|| ended(with_timeout(work, ms(100))));
    view.dropped_with_the_whole("the work", "処理");
    report.no_task_left();
    output_is(report.output, Err(Elapsed));
}

// rule: "When your future is dropped, after `Err` or at any time before, the work is dropped with it."
// rule.ja: "あなたの Future がドロップされたら、それが `Err` の後でも途中でも、処理も一緒にドロップされます。"
// rule: "However it ends, no task of yours is left."
// rule.ja: "どのように終わっても、あなたが作ったタスクは残りません。"
#[test]
fn dropped_midway_and_the_work_with_it() {
    for (polls, time) in [(0, 0), (1, 0), (2, 0), (1, 50)] {
        let (work, view) = Child::<u32>::waiting();
        let report = program::run(|| dropped_after(work, ms(100), polls, ms(time)));
        view.dropped_with_the_whole("the work", "処理");
        report.no_task_left();
    }
}

// rule: "However it ends, no task of yours is left."
// rule.ja: "どのように終わっても、あなたが作ったタスクは残りません。"
#[test]
fn done_and_no_task_is_left() {
    let report = program::run(|| with_timeout(takes(ms(53)), Duration::from_secs(3600)));
    report.no_task_left();
    output_is(report.output, Ok(7));
}

// rule: "The waker that is called is that of the latest poll, also when your future has moved to another task in the meantime."
// rule.ja: "呼ばれる waker は最新のポーリングのものです。あなたの Future が途中で別のタスクへ移ったときも同じです。"
#[test]
fn moved_to_another_task_then_that_one_is_woken() {
    let report = program::run(|| async {
        let (work, view) = Child::waiting();
        let done = moved_until(with_timeout(work, ms(100)), async { view.finish(7) }).await;
        output_is(done, Ok(7));
        let (work, _kept) = Child::<u32>::waiting();
        moved_until(with_timeout(work, ms(100)), sleep(ms(100))).await
    });
    output_is(report.output, Err(Elapsed));
}

// rule: "Neither does work that uses up tokio's budget in every poll."
// rule.ja: "処理がポーリングのたびに tokio の予算 (budget) を使い切っても、期限は延びません。"
#[test]
fn work_that_takes_the_whole_budget_then_elapsed() {
    is_over(program::run(|| greedy_past(ms(100))).output);
}
