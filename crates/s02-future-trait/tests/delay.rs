//! `Delay` sleeps until its time is over: it registers its waker with something that will call it,
//! and costs nothing in between.
//!
//! Start with `sleeps_until_woken` and `first_poll_does_not_wait`; take the others in any order.
//!
//! real time: a timer written by hand obeys no virtual clock. The delays that are waited for are
//! 50 to 150 ms long. Where only counts matter they are so long that they never end.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s02-future-trait/delay.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s02-future-trait/delay.rs"
)]
mod delay;

mod delay_scene;

use std::thread;
use std::time::{Duration, Instant};

use delay_scene::{
    BRIEF, HELD_BACK, LONG, LONGER, MANY, MIDDLE, NEARLY_OVER, POLLS, SHORT, UNEVEN, begins_anew,
    begun_a_little_later, delay, ends_among_many_polls, is_asleep, is_on_time,
    is_over_before_the_long_one, is_pending_at_first, is_the_word, moved_on,
    no_more_threads_than_delays, not_too_early, nothing_happened, over_in_time, polled_to_its_end,
    run_to_its_end, tries, wait_until_well_past, was_not_late,
};
use probe::{Crowd, Probe, SPURIOUS_POLLS, over_at_every_instruction, panics};

// rule: "A poll does not sleep, however shortly."
// rule.ja: "ポーリングの中では、どれほど短くても眠りません。"
// rule: "There is no runtime: only `std` and what you build from it. A timer of tokio panics here."
// rule.ja: "ランタイムはありません。使えるのは `std` と、そこから組み立てたものだけです。tokio のタイマーはここではパニックします。"
#[test]
fn first_poll_does_not_wait() {
    Probe::new(delay(LONG)).pending_awake(SPURIOUS_POLLS);
}

// rule: "The output is the `String` `時間経過!`, and one delay takes at most 4 polls."
// rule.ja: "出力は `String` の `時間経過!` で、ひとつの Delay のポーリングは最大 4 回です。"
#[test]
fn sleeps_until_woken() {
    run_to_its_end(&mut Probe::new(delay(LONGER)));
}

// rule: "A delay is not ready before its time is over (one millisecond is forgiven), and it is ready no later than 100 ms after that; the best of up to five tries counts, all begun within 1.5 s."
// rule.ja: "時間が過ぎる前に `Ready` を返しません (1 ミリ秒までは許します)。過ぎてから遅くとも 100 ms 以内に `Ready` になります。1.5 秒以内に始めた最大 5 回の中で最もよいものを見ます。"
#[test]
fn ready_when_its_time_is_over() {
    for duration in [SHORT, MIDDLE] {
        let mut shortest = Duration::MAX;
        for _ in tries() {
            let began = Instant::now();
            let mut probe = Probe::new(delay(duration));
            run_to_its_end(&mut probe);
            let elapsed = began.elapsed();
            not_too_early(&probe, elapsed, duration);
            shortest = shortest.min(elapsed);
            if is_on_time(shortest, duration) {
                break;
            }
        }
        was_not_late(shortest, duration);
    }
}

// rule: "A delay is not ready before its time is over (one millisecond is forgiven), and it is ready no later than 100 ms after that; the best of up to five tries counts, all begun within 1.5 s."
// rule.ja: "時間が過ぎる前に `Ready` を返しません (1 ミリ秒までは許します)。過ぎてから遅くとも 100 ms 以内に `Ready` になります。1.5 秒以内に始めた最大 5 回の中で最もよいものを見ます。"
#[test]
fn begun_at_any_moment_then_not_too_early() {
    let begun: Vec<_> = (0..8).filter_map(|_| begun_a_little_later()).collect();
    for (began, mut probe) in begun {
        is_the_word(probe.run(POLLS));
        not_too_early(&probe, began.elapsed(), UNEVEN);
    }
}

// rule: "A poll does not sleep, however shortly."
// rule.ja: "ポーリングの中では、どれほど短くても眠りません。"
#[test]
fn polled_until_it_is_over_then_no_poll_sleeps() {
    for _ in 0..5 {
        let mut probe = Probe::new(delay(BRIEF));
        is_the_word(polled_to_its_end(&mut probe));
        probe.never_slept();
    }
}

// rule: "A delay of zero is ready at once, in at most 4 polls."
// rule.ja: "長さが 0 の Delay はすぐに、最大 4 回のポーリングで完了します。"
#[test]
fn zero_is_over_at_once() {
    run_to_its_end(&mut Probe::new(delay(Duration::ZERO)));
}

// rule: "A poll does not sleep, however shortly."
// rule.ja: "ポーリングの中では、どれほど短くても眠りません。"
// rule: "Polls that nobody asked for, by whichever task, change nothing, and nobody is woken before the time is over."
// rule.ja: "起床なしのポーリングでは、どのタスクによるものでも、何も変わりません。時間が過ぎるまで、誰も起こしません。"
// rule: "After 32 such polls, with the same waker or with 32 different ones, at most 4 threads and 4 clones of wakers may remain."
// rule.ja: "そのようなポーリングを、同じ waker で、または 32 個の異なる waker で 32 回した後に残ってよいのは、スレッド 4 個、waker の複製 4 個までです。"
#[test]
fn polls_nobody_asked_for_change_nothing() {
    let mut probe = Probe::new(delay(LONG));
    probe.spurious_polls();
    probe.never_slept();
    is_asleep(&probe);
}

// rule: "Polls that nobody asked for, by whichever task, change nothing, and nobody is woken before the time is over."
// rule.ja: "起床なしのポーリングでは、どのタスクによるものでも、何も変わりません。時間が過ぎるまで、誰も起こしません。"
// rule: "After 32 such polls, with the same waker or with 32 different ones, at most 4 threads and 4 clones of wakers may remain."
// rule.ja: "そのようなポーリングを、同じ waker で、または 32 個の異なる waker で 32 回した後に残ってよいのは、スレッド 4 個、waker の複製 4 個までです。"
#[test]
fn polled_by_many_tasks_then_few_threads() {
    let mut probe = Probe::new(delay(LONG));
    probe.spurious_polls_with_new_wakers();
    is_asleep(&probe);
}

// rule: "The waker that is called is that of the latest poll. It is called also when the time ends while it is being registered, at whichever instruction of the first poll or of a later one."
// rule.ja: "呼ぶ waker は最新のポーリングのものです。登録している最中に時間が過ぎたときも、それが最初とその後のポーリングのどの命令の位置であっても呼ばれます。"
#[test]
fn polled_by_another_task_then_that_one_is_woken() {
    for _ in tries() {
        let began = Instant::now();
        let mut probe = Probe::new(delay(LONGER));
        if moved_on(&mut probe, began, LONGER) {
            probe.woken();
            is_the_word(probe.run(POLLS));
            return;
        }
    }
}

// rule: "Polls that nobody asked for, by whichever task, change nothing, and nobody is woken before the time is over."
// rule.ja: "起床なしのポーリングでは、どのタスクによるものでも、何も変わりません。時間が過ぎるまで、誰も起こしません。"
#[test]
fn polled_by_another_task_then_its_time_goes_on() {
    let mut shortest = Duration::MAX;
    for _ in tries() {
        let began = Instant::now();
        let mut probe = Probe::new(delay(MIDDLE));
        if is_pending_at_first(&mut probe, began, MIDDLE) {
            thread::sleep(NEARLY_OVER);
            if moved_on(&mut probe, began, MIDDLE) {
                is_the_word(probe.run(POLLS));
                shortest = shortest.min(began.elapsed());
            }
        }
        if is_on_time(shortest, MIDDLE) {
            return;
        }
    }
    begins_anew(shortest);
}

// rule: "The waker that is called is that of the latest poll. It is called also when the time ends while it is being registered, at whichever instruction of the first poll or of a later one."
// rule.ja: "呼ぶ waker は最新のポーリングのものです。登録している最中に時間が過ぎたときも、それが最初とその後のポーリングのどの命令の位置であっても呼ばれます。"
#[test]
fn over_while_registering() {
    for _ in tries() {
        let mut probe = Probe::new(delay(BRIEF));
        let time_goes_by = || thread::sleep(HELD_BACK);
        is_the_word(probe.event_while_registering(time_goes_by));
    }
}

// rule: "Delays do not wait for each other: 200 delays of 50 ms are all over within 2 s."
// rule.ja: "Delay どうしは互いを待ちません。50 ms の Delay が 200 個あれば、2 秒以内にすべて終わります。"
#[test]
fn short_one_does_not_wait_for_a_long_one() {
    let mut long = Probe::new(delay(LONG));
    long.pending();
    let began = Instant::now();
    let mut short = Probe::new(delay(SHORT));
    if is_pending_at_first(&mut short, began, SHORT) {
        is_over_before_the_long_one(&short);
        run_to_its_end(&mut short);
    }
}

// rule: "The waker that is called is that of the latest poll. It is called also when the time ends while it is being registered, at whichever instruction of the first poll or of a later one."
// rule.ja: "呼ぶ waker は最新のポーリングのものです。登録している最中に時間が過ぎたときも、それが最初とその後のポーリングのどの命令の位置であっても呼ばれます。"
#[test]
fn over_at_every_instruction_of_a_poll() {
    over_at_every_instruction(delay, is_the_word);
}

// rule: "The waker that is called is that of the latest poll. It is called also when the time ends while it is being registered, at whichever instruction of the first poll or of a later one."
// rule.ja: "呼ぶ waker は最新のポーリングのものです。登録している最中に時間が過ぎたときも、それが最初とその後のポーリングのどの命令の位置であっても呼ばれます。"
#[test]
fn over_while_many_tasks_poll() {
    ends_among_many_polls();
}

// rule: "Delays do not wait for each other: 200 delays of 50 ms are all over within 2 s."
// rule.ja: "Delay どうしは互いを待ちません。50 ms の Delay が 200 個あれば、2 秒以内にすべて終わります。"
#[test]
fn two_hundred_are_over_together() {
    let began = Instant::now();
    let mut probes: Vec<_> = (0..MANY).map(|_| Probe::new(delay(SHORT))).collect();
    let waiting = probes.iter_mut().filter_map(|probe| {
        let is_pending = is_pending_at_first(probe, began, SHORT);
        is_pending.then_some(probe)
    });
    let waiting: Vec<_> = waiting.collect();
    for (over, probe) in waiting.into_iter().enumerate() {
        // Before it is polled: a poll finds out by itself that the time is over.
        probe.woken();
        run_to_its_end(probe);
        over_in_time(over, began);
    }
}

// rule: "200 long delays start at most 200 threads."
// rule.ja: "長い Delay 200 個のために作ってよいスレッドは最大 200 個です。"
#[test]
fn two_hundred_do_not_start_more_threads() {
    let crowd = Crowd::begin();
    let mut probes: Vec<_> = (0..MANY).map(|_| Probe::new(delay(LONG))).collect();
    for probe in &mut probes {
        probe.pending();
    }
    no_more_threads_than_delays(&crowd);
}

// rule: "A delay that is dropped early does not call the waker, and no thread panics because of it."
// rule.ja: "時間前にドロップされた Delay は waker を呼びません。そのためにどこかのスレッドがパニックすることもありません。"
#[test]
fn dropped_early_then_nothing_happens() {
    let elsewhere = panics::Elsewhere::begin();
    for _ in tries() {
        let began = Instant::now();
        let mut unpolled = Some(delay(LONGER));
        let mut probe = Probe::new(delay(LONGER));
        let polled = probe.poll();
        probe.drop_future();
        unpolled.take();
        if polled.is_pending() && began.elapsed() < LONGER {
            wait_until_well_past(began + LONGER);
            nothing_happened(&probe, &elsewhere);
            return;
        }
    }
}
