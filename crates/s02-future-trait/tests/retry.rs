//! `retry` makes one attempt after the other, with a pause after each failure that grows up to its
//! limit, and stops with the first success or the last failure.
//!
//! Start with `succeeds_at_once_then_no_pause` and `fails_twice_then_succeeds`. All run on tokio
//! with a paused clock, which tells the length of every pause and takes no time.
//!
//! real time: one test lets it pass while the clock of tokio stands still.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s02-future-trait/retry.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s02-future-trait/retry.rs"
)]
mod retry;

mod retry_scene;

use std::rc::Rc;
use std::time::Duration;

use probe::{Child, expect, moved_until, ms, program};
use retry::retry;
use retry_scene::{
    Attempts, Failed, all_fail, dropped_in_its_first_attempt, dropped_in_the_second_pause,
    dropped_with_the_answer, fails_after, fails_in_real_time, fails_once, last_error_is,
    pauses_are_those_of_the_rule, policy, the_first, two_attempts_and_no_more,
};
use tokio::time::sleep;

// lesson: "200 attempts work as well as three"
// lesson.ja: "200 回の試行でも 3 回と同じ"
const MANY: u32 = 200;

// rule: "`op` is called with the number of the attempt, from 1 on."
// rule.ja: "`op` には 1 から始まる試行番号を渡します。"
// rule: "It is called at most `attempts` times, and not after a success."
// rule.ja: "`op` を呼ぶのは最大 `attempts` 回で、成功した後は呼びません。"
// rule: "The first attempt begins at once."
// rule.ja: "最初の試行はすぐに始まります。"
#[test]
fn succeeds_at_once_then_no_pause() {
    let attempts = Attempts::default();
    let report = program::run(|| {
        retry(policy(3, ms(100), ms(1000)), |attempt| {
            attempts.then(attempt, async move { Ok::<_, Failed>(attempt) })
        })
    });
    report.took(ms(0));
    expect(report.output, Ok(1), "the output", "出力");
    attempts.were([1]);
}

// rule: "`op` is called with the number of the attempt, from 1 on."
// rule.ja: "`op` には 1 から始まる試行番号を渡します。"
// rule: "The first success is the result; when all attempts have failed, the last error is."
// rule.ja: "最初の成功が結果になります。すべて失敗したら、最後のエラーが結果です。"
// rule: "The pause after attempt n is `base` · 2^(n-1), capped at `max`; `base` may be larger than `max`."
// rule.ja: "n 回目の試行の後の休みは `base` · 2^(n-1) で、`max` を上限とします。`base` が `max` より大きいこともあります。"
// rule: "However it ends, no task of yours is left."
// rule.ja: "どのように終わっても、あなたが作ったタスクは残りません。"
#[test]
fn fails_twice_then_succeeds() {
    let attempts = Attempts::default();
    let report = program::run(|| {
        retry(policy(10, ms(100), ms(1000)), |attempt| {
            let result = match attempt {
                1 | 2 => Err(Failed { attempt }),
                _ => Ok("done"),
            };
            attempts.then(attempt, async move { result })
        })
    });
    report.took(ms(300));
    expect(&report.output, &Ok("done"), "the output", "出力");
    attempts.were(1..=3);
    attempts.paused(&[100, 200]);
    report.no_task_left();
}

// rule: "It is called at most `attempts` times, and not after a success."
// rule.ja: "`op` を呼ぶのは最大 `attempts` 回で、成功した後は呼びません。"
// rule: "The first success is the result; when all attempts have failed, the last error is."
// rule.ja: "最初の成功が結果になります。すべて失敗したら、最後のエラーが結果です。"
// rule: "After the last failure there is no pause."
// rule.ja: "最後の失敗の後には休みません。"
#[test]
fn fails_each_time_then_the_last_error() {
    let (attempts, output) = all_fail(policy(3, ms(100), ms(1000)), ms(300));
    attempts.were(1..=3);
    last_error_is(output, 3);
}

// rule: "The first attempt begins at once."
// rule.ja: "最初の試行はすぐに始まります。"
// rule: "After the last failure there is no pause."
// rule.ja: "最後の失敗の後には休みません。"
#[test]
fn only_attempt_fails_then_no_pause() {
    let (attempts, output) = all_fail(policy(1, ms(100), ms(1000)), ms(0));
    attempts.were([1]);
    last_error_is(output, 1);
}

// rule: "The pause after attempt n is `base` · 2^(n-1), capped at `max`; `base` may be larger than `max`."
// rule.ja: "n 回目の試行の後の休みは `base` · 2^(n-1) で、`max` を上限とします。`base` が `max` より大きいこともあります。"
// rule: "Pauses are measured on tokio's clock and no other, to the millisecond, and do not block the thread."
// rule.ja: "休みは tokio の時計だけで、ミリ秒単位で測ります。スレッドはブロックしません。"
#[test]
fn pauses_grow_up_to_the_limit() {
    let (attempts, _) = all_fail(policy(6, ms(100), ms(500)), ms(1700));
    attempts.paused(&[100, 200, 400, 500, 500]);
}

// rule: "The pause after attempt n is `base` · 2^(n-1), capped at `max`; `base` may be larger than `max`."
// rule.ja: "n 回目の試行の後の休みは `base` · 2^(n-1) で、`max` を上限とします。`base` が `max` より大きいこともあります。"
#[test]
fn base_beyond_the_limit_then_the_limit_counts() {
    let (attempts, _) = all_fail(policy(4, ms(1000), ms(50)), ms(150));
    attempts.paused(&[50, 50, 50]);
}

// rule: "This holds for all values that the types can have: nothing overflows, and 200 attempts work as well as three."
// rule.ja: "これは型が表せるどの値でも成り立ちます。オーバーフローはせず、200 回の試行でも 3 回と同じように動きます。"
#[test]
fn many_attempts_overflow_nothing() {
    // 1, 2, 4, … 512 ms, and the limit from then on.
    let all = ms((1 << 10) - 1 + u64::from(MANY - 1 - 10) * 1000);
    let (attempts, output) = all_fail(policy(MANY, ms(1), ms(1000)), all);
    attempts.were(1..=MANY);
    last_error_is(output, MANY);
}

// rule: "This holds for all values that the types can have: nothing overflows, and 200 attempts work as well as three."
// rule.ja: "これは型が表せるどの値でも成り立ちます。オーバーフローはせず、200 回の試行でも 3 回と同じように動きます。"
#[test]
fn four_thousand_million_attempts_and_the_third_succeeds() {
    let third = |n| async move { (n >= 3).then_some(n).ok_or(Failed { attempt: n }) };
    let report = program::run(|| retry(policy(u32::MAX, ms(100), Duration::MAX), third));
    report.took(ms(300));
    expect(report.output, Ok(3), "the output", "出力");
}

// rule: "A pause begins with the failure, however long the attempt took."
// rule.ja: "試行にどれだけ時間がかかっても、休みは失敗した時点から始まります。"
#[test]
fn pause_begins_with_the_failure() {
    for takes in [70, 5000] {
        let attempts = Attempts::default();
        let op = |attempt| attempts.then(attempt, fails_after(takes, attempt));
        let report = program::run(|| retry(policy(3, ms(100), ms(1000)), op));
        report.took(ms(takes + 100 + takes + 200 + takes));
        attempts.paused(&[takes + 100, takes + 200]);
    }
}

// rule: "Pauses are measured on tokio's clock and no other, to the millisecond, and do not block the thread."
// rule.ja: "休みは tokio の時計だけで、ミリ秒単位で測ります。スレッドはブロックしません。"
#[test]
fn only_the_clock_of_the_machine_goes_then_the_pause_is_as_long() {
    let attempts = Attempts::default();
    let op = |attempt| attempts.then(attempt, fails_in_real_time(attempt));
    let _ = program::run(|| retry(policy(2, ms(100), ms(1000)), op));
    attempts.paused(&[100]);
}

// rule: "Each attempt is a new future: one that was ready is not polled again."
// rule.ja: "試行ごとに新しい Future を使います。完了した Future を再びポーリングしません。"
#[test]
fn each_attempt_is_a_future_of_its_own() {
    let report = program::run(|| retry(policy(3, ms(100), ms(1000)), fails_once));
    last_error_is(report.output, 3);
}

// rule: "`op` is called when its attempt begins, not before the pause."
// rule.ja: "`op` を呼ぶのはその試行が始まるときで、休みの前ではありません。"
// rule: "When your future is dropped, the running attempt is dropped with it, and `op` is not called any more."
// rule.ja: "あなたの Future がドロップされたら、実行中の試行も一緒にドロップされ、`op` はもう呼ばれません。"
// rule: "However it ends, no task of yours is left."
// rule.ja: "どのように終わっても、あなたが作ったタスクは残りません。"
#[test]
fn dropped_in_a_pause_then_no_more_attempts() {
    // Tasks are counted at the end of the run, right after the drop.
    for watched in [10_000, 0] {
        let attempts = Attempts::default();
        let report = program::run(|| dropped_in_the_second_pause(&attempts, ms(watched)));
        two_attempts_and_no_more(&report, &attempts);
        report.no_task_left();
    }
}

// rule: "When your future is dropped, the running attempt is dropped with it, and `op` is not called any more."
// rule.ja: "あなたの Future がドロップされたら、実行中の試行も一緒にドロップされ、`op` はもう呼ばれません。"
#[test]
fn dropped_in_an_attempt_and_the_attempt_with_it() {
    let (attempt, view) = Child::waiting();
    let report = program::run(|| dropped_in_its_first_attempt(attempt));
    dropped_with_the_answer(&view);
    report.no_task_left();
}

// rule: "`op` may borrow, its futures may be `!Send`, and neither its output nor its error need be `Clone` or `Debug`."
// rule.ja: "`op` は何かを借用していてもよく、その Future は `!Send` でもかまいません。出力もエラーも `Clone` や `Debug` とは限りません。"
#[test]
fn borrows_and_stays_on_its_thread() {
    /// What an attempt may return: nothing can be done with it.
    struct Opaque;

    let attempts = Attempts::default();
    let report = program::run(|| {
        retry(policy(2, ms(100), ms(1000)), |attempt| {
            let shared = Rc::new(attempt);
            attempts.then(attempt, async move {
                sleep(ms(10)).await;
                if *shared < 2 { Err(Opaque) } else { Ok(Opaque) }
            })
        })
    });
    expect(report.output.is_ok(), true, "success", "成功");
    attempts.were([1, 2]);
}

// rule: "The waker that is called is that of the latest poll, also when your future has moved to another task in the meantime."
// rule.ja: "呼ばれる waker は最新のポーリングのものです。あなたの Future が途中で別のタスクへ移ったときも同じです。"
#[test]
fn moved_to_another_task_then_that_one_is_woken() {
    let report = program::run(|| async {
        let (attempt, view) = Child::<Result<_, Failed>>::waiting();
        let one = retry(policy(3, ms(100), ms(1000)), the_first(attempt));
        let output = moved_until(one, async { view.finish(Ok(())) }).await;
        expect(output, Ok(()), "the output", "出力");
        let two = retry(policy(2, ms(100), ms(1000)), fails_once);
        moved_until(two, sleep(ms(100))).await
    });
    last_error_is(report.output, 2);
}

// rule: "This holds for all values that the types can have: nothing overflows, and 200 attempts work as well as three."
// rule.ja: "これは型が表せるどの値でも成り立ちます。オーバーフローはせず、200 回の試行でも 3 回と同じように動きます。"
#[test]
fn pauses_are_right_whatever_the_policy() {
    pauses_are_those_of_the_rule();
}
