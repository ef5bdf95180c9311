//! A pipeline that runs wherever it is put, because it is given what belongs to a runtime. Begin
//! with the first test; `run_everywhere`, the last three, is for the end.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s08-comparison/runtime_agnostic.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s08-comparison/runtime_agnostic.rs"
)]
mod runtime_agnostic;
mod runtime_agnostic_scene;

use std::iter::once;

use probe::{expect, ms, program};
use runtime_agnostic::pipeline;
use runtime_agnostic_scene::{
    Line, channel_of, jobs_leave_nothing, jobs_ran_where, on_every_executor, timers_and_tasks_work,
};

// rule: "`pipeline` runs on any executor: it uses nothing of a runtime, blocks no thread, and waits for time by `sleep` alone."
// rule.ja: "`pipeline` はどの executor でも動きます。ランタイムの機能を使わず、スレッドをブロックせず、時間を待つときは `sleep` だけを使います。"
#[test]
fn runs_on_any_executor() {
    on_every_executor(&[3, 40, 0, 7], 50);
    on_every_executor(&[], 0);
}

// rule: "It takes the next number only when the pause for the one before is over."
// rule.ja: "次の数を受け取るのは、前の数のための待ち時間が終わってからです。"
#[test]
fn takes_the_next_number_when_the_pause_is_over() {
    let mut line = Line::new(0);
    line.accepts(10);
    line.pending();
    for number in [20, 5, 30, 30] {
        // One has room in the channel; the one behind it has to wait.
        line.accepts(number);
        line.pending();
        line.pauses_one_at_a_time();
        line.is_full();
        line.ends_the_pause();
        line.pending();
    }
    line.has_slept(&[10, 20, 5, 30, 30]);
}

// rule: "For each number it calls `sleep` once, with so many milliseconds, in the order of the numbers; also for 0, and for the largest `u32`."
// rule.ja: "ひとつの数ごとに一度、その数のミリ秒で `sleep` を呼びます。順序は数の届いた順です。0 や `u32` の最大値でも同じです。"
#[test]
fn sleeps_once_for_each_number() {
    let numbers = [20, 0, 5, 5, u32::MAX, 1_001, 0];
    let mut line = Line::new(numbers.len());
    numbers.into_iter().for_each(|number| line.accepts(number));
    for _ in numbers {
        line.pending();
        line.ends_the_pause();
    }
    line.pending();
    line.has_slept(&numbers);
}

// rule: "While there is no number, or a pause runs, it does not ask to be polled again: the next number, the end, or the end of the pause wakes it."
// rule.ja: "数がない間も、待ち時間の間も、再ポーリングを要求しません。次の数、チャネルの終わり、待ち時間の終わりによって起床します。"
#[test]
fn waits_for_numbers() {
    let mut line = Line::new(4);
    line.waits();
    line.accepts(1);
    line.pending_once_woken();
    line.waits();
    line.ends_the_pause();
    line.pending_once_woken();
    line.accepts(2);
    line.pending_once_woken();
    line.ends_the_pause();
    line.pending_once_woken();
    line.closes();
    line.returns_once_woken(3);
}

// rule: "It returns the sum of all numbers, a `u64`, when every sender is gone and the last pause is over."
// rule.ja: "すべての送信側がなくなり、最後の待ち時間も終わったときに、すべての数の合計を `u64` で返します。"
#[test]
fn returns_the_sum_when_all_is_over() {
    let mut line = Line::new(8);
    [7, 0, 9]
        .into_iter()
        .for_each(|number| line.accepts(number));
    let other = line.other_sender();
    line.closes();
    line.pending();
    line.ends_the_pause();
    line.pending();
    line.ends_the_pause();
    line.pending();
    line.ends_the_pause();
    line.pending_once_woken();
    drop(other);
    line.returns_once_woken(16);

    let mut line = Line::new(1);
    line.accepts(5);
    line.closes();
    line.pending();
    line.pending();
    line.ends_the_pause();
    line.returns_once_woken(5);
}

// rule: "It returns the sum of all numbers, a `u64`, when every sender is gone and the last pause is over."
// rule.ja: "すべての送信側がなくなり、最後の待ち時間も終わったときに、すべての数の合計を `u64` で返します。"
#[test]
fn sum_is_larger_than_a_number_can_be() {
    let numbers = [u32::MAX; 5];
    on_every_executor(&numbers, 5 * u64::from(u32::MAX));
}

// rule: "For each number it calls `sleep` once, with so many milliseconds, in the order of the numbers; also for 0, and for the largest `u32`."
// rule.ja: "ひとつの数ごとに一度、その数のミリ秒で `sleep` を呼びます。順序は数の届いた順です。0 や `u32` の最大値でも同じです。"
#[test]
fn takes_its_time_on_tokio() {
    for numbers in [vec![100, 53, 0, 7], vec![1; 2_000]] {
        let sum = numbers.iter().copied().map(u64::from).sum();
        let longest = numbers.iter().copied().max().expect("a number");
        assert!(u64::from(longest) < sum);
        let numbers = channel_of(&numbers);
        let report = program::run(|| pipeline(numbers, tokio::time::sleep));
        report.took(ms(sum));
        expect(report.output, sum, "the sum", "合計");
        report.no_task_left();
    }
}

// rule: "When it is dropped, so are the receiver and the pause that it is in."
// rule.ja: "ドロップされると、受信側も、そのときの待ち時間の Future もドロップされます。"
#[test]
fn dropped_with_all_that_it_has() {
    for numbers in [vec![], vec![5], vec![5, 6, 7]] {
        let mut line = Line::new(4);
        numbers.iter().for_each(|number| line.accepts(*number));
        line.pending();
        line.is_dropped_with_all();
    }
    // Also before it has begun.
    let mut line = Line::new(4);
    once(5).for_each(|number| line.accepts(number));
    line.is_dropped_with_all();
}

// rule: "`run_everywhere` runs the job three times, one after the other, on the calling thread: on a current-thread runtime of tokio, on a multi-thread runtime of tokio, and on an executor such as that of `futures`, where no runtime of tokio is in reach; the outputs come in this order."
// rule.ja: "`run_everywhere` は、呼び出したスレッドの上で、仕事を順に三度実行します。tokio の current-thread ランタイム、tokio の multi-thread ランタイム、そして tokio のランタイムが見えない executor (`futures` の executor など) の上です。出力もこの順に並びます。"
#[test]
fn runs_the_job_in_three_places() {
    jobs_ran_where();
}

// rule: "In the first two, timers and `tokio::spawn` work."
// rule.ja: "最初の二つでは、タイマーと `tokio::spawn` が使えます。"
#[test]
fn timers_and_tasks_of_tokio_work() {
    timers_and_tasks_work();
}

// rule: "One second after the return, at the latest, every task that a job has spawned has been dropped."
// rule.ja: "戻ってから遅くとも 1 秒後には、仕事が spawn したタスクはすべてドロップされています。"
#[test]
fn tasks_of_the_jobs_are_dropped() {
    jobs_leave_nothing();
}
