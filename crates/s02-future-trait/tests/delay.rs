//! `Delay` sleeps until its time is over: it registers its waker with something that will call it,
//! and costs nothing in between.
//!
//! Start with `sleeps_until_woken` and `first_poll_does_not_wait`; take the others in any order.
//!
//! real time: a timer written by hand obeys no virtual clock. The delays that are waited for are
//! 50 ms and 100 ms long. Where only counts matter they are so long that they never end.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s02-future-trait/delay.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s02-future-trait/delay.rs"
)]
mod delay;

use std::task::Poll;
use std::thread;
use std::time::{Duration, Instant};

use delay::Delay;
use probe::{
    Crowd, Diagnosis, PATIENCE, Probe, SPURIOUS_POLLS, SPURIOUS_REMAINS, demand, expect,
    over_at_every_instruction, panics,
};

/// Short enough to wait for many times.
const SHORT: Duration = Duration::from_millis(50);

/// Leaves time for a poll or two before it is over, also on a busy machine.
const LONGER: Duration = Duration::from_millis(100);

/// Never over while a test runs.
const LONG: Duration = Duration::from_secs(600);

// lesson: "takes at most 4 polls"
// lesson.ja: "ポーリングは最大 4 回"
const POLLS: usize = 4;

// lesson: "one millisecond is forgiven"
// lesson.ja: "1 ミリ秒までは許します"
const TOO_EARLY: Duration = Duration::from_millis(1);

// lesson: "no later than 100 ms after that"
// lesson.ja: "遅くとも 100 ms 以内"
const TOO_LATE: Duration = Duration::from_millis(100);

// lesson: "Of five tries the best counts"
// lesson.ja: "5 回試した中で最もよいもの"
const TRIES: usize = 5;

// lesson: "200 delays of 50 ms"
// lesson.ja: "50 ms の Delay が 200 個"
const MANY: usize = 200;

// lesson: "all over within 2 s"
// lesson.ja: "2 秒以内にすべて終わります"
const ALL_OVER: Duration = Duration::from_secs(2);

// lesson: "have started at most 200 threads"
// lesson.ja: "スレッドは最大 200 個"
const THREADS: usize = 200;

/// Over while the probe holds a clone of the waker back, which it does for 50 ms at most.
const BRIEF: Duration = Duration::from_millis(10);

/// Longer than `BRIEF` lasts, and within what the probe holds a clone back.
const HELD_BACK: Duration = Duration::from_millis(40);

/// All that the tests ask of the answer: a future, whatever it is made of.
fn delay(duration: Duration) -> impl Future<Output = String> {
    Delay::new(duration)
}

/// Runs the delay as an executor would, in a few polls.
#[track_caller]
fn run_to_its_end<F: Future<Output = String>>(probe: &mut Probe<F>) {
    let output = probe.run(POLLS);
    probe.at_most_polls(POLLS);
    expect(output, "時間経過!".to_owned(), "the output", "出力");
}

/// Whether the delay is pending. It may be ready when the machine was so busy that its time went
/// by between two lines of the test; then the test tries again.
#[track_caller]
fn is_pending<F: Future>(
    probe: &mut Probe<F>,
    polled: Poll<F::Output>,
    began: Instant,
    duration: Duration,
) -> bool {
    if polled.is_pending() {
        return true;
    }
    not_too_early(probe, began.elapsed(), duration);
    false
}

#[track_caller]
fn not_too_early<F: Future>(probe: &Probe<F>, elapsed: Duration, duration: Duration) {
    if elapsed + TOO_EARLY < duration {
        probe
            .finding(Diagnosis::ReadyTooEarly)
            .note(
                format!("a delay of {duration:?} was ready after {elapsed:?}"),
                format!("{duration:?} の Delay が {elapsed:?} で `Ready` になりました"),
            )
            .raise();
    }
}

#[test]
fn first_poll_does_not_wait() {
    let mut probe = Probe::new(delay(LONG));
    probe.pending();
}

#[test]
fn sleeps_until_woken() {
    run_to_its_end(&mut Probe::new(delay(LONGER)));
}

#[test]
fn ready_when_its_time_is_over() {
    let mut shortest = Duration::MAX;
    for _ in 0..TRIES {
        let began = Instant::now();
        let mut probe = Probe::new(delay(SHORT));
        run_to_its_end(&mut probe);
        let elapsed = began.elapsed();
        not_too_early(&probe, elapsed, SHORT);
        shortest = shortest.min(elapsed);
        if shortest < SHORT + TOO_LATE {
            return;
        }
    }
    demand(
        false,
        Diagnosis::ReadyTooLate,
        format!("a delay of {SHORT:?} took {shortest:?}, in the best of {TRIES} tries"),
        format!("{SHORT:?} の Delay に {shortest:?} かかりました ({TRIES} 回中の最短)"),
    );
}

#[test]
fn zero_is_over_at_once() {
    run_to_its_end(&mut Probe::new(delay(Duration::ZERO)));
}

#[test]
fn polls_nobody_asked_for_change_nothing() {
    let mut probe = Probe::new(delay(LONG));
    probe.spurious_polls();
    demand(
        probe.wakes() == 0,
        Diagnosis::NeedlessWake,
        format!("{} wakes, long before the time is over", probe.wakes()),
        format!("時間が過ぎるずっと前に {} 回起床しました", probe.wakes()),
    );
}

#[test]
fn polled_by_many_tasks_then_few_threads() {
    let mut probe = Probe::new(delay(LONG));
    let crowd = Crowd::begin();
    for _ in 0..SPURIOUS_POLLS {
        probe.pending_with_new_waker();
    }
    let threads = crowd.settled(SPURIOUS_REMAINS);
    demand(
        threads <= SPURIOUS_REMAINS,
        Diagnosis::ThreadPerPoll,
        format!("{SPURIOUS_POLLS} polls with as many wakers left {threads} threads behind"),
        format!(
            "異なる waker による {SPURIOUS_POLLS} 回のポーリングで {threads} 個のスレッドが残りました"
        ),
    );
}

#[test]
fn polled_by_another_task_then_that_one_is_woken() {
    for _ in 0..TRIES {
        let began = Instant::now();
        let mut probe = Probe::new(delay(LONGER));
        let first = probe.poll();
        if !is_pending(&mut probe, first, began, LONGER) {
            continue;
        }
        let second = probe.poll_with_new_waker();
        if !is_pending(&mut probe, second, began, LONGER) {
            continue;
        }
        probe.woken();
        return run_to_its_end(&mut probe);
    }
}

#[test]
fn over_while_registering() {
    for _ in 0..TRIES {
        let mut probe = Probe::new(delay(BRIEF));
        let time_goes_by = || thread::sleep(HELD_BACK);
        let output = probe.event_while_registering(time_goes_by);
        expect(output, "時間経過!".to_owned(), "the output", "出力");
    }
}

#[test]
fn over_at_every_instruction_of_a_poll() {
    over_at_every_instruction(delay, |output| {
        expect(output, "時間経過!".to_owned(), "the output", "出力");
    });
}

#[test]
fn short_one_does_not_wait_for_a_long_one() {
    let mut long = Probe::new(delay(LONG));
    long.pending();
    let began = Instant::now();
    let mut short = Probe::new(delay(SHORT));
    let polled = short.poll();
    if is_pending(&mut short, polled, began, SHORT) {
        demand(
            short.is_woken_within(PATIENCE),
            Diagnosis::ReadyTooLate,
            format!("{SHORT:?}, started after {LONG:?}, were not over in {PATIENCE:?}"),
            format!("{LONG:?} の後に始めた {SHORT:?} が、{PATIENCE:?} 経っても終わりませんでした"),
        );
        run_to_its_end(&mut short);
    }
}

#[test]
fn two_hundred_are_over_together() {
    let began = Instant::now();
    let mut probes: Vec<_> = (0..MANY).map(|_| Probe::new(delay(SHORT))).collect();
    let waiting: Vec<_> = probes
        .iter_mut()
        .filter_map(|probe| {
            let polled = probe.poll();
            is_pending(probe, polled, began, SHORT).then_some(probe)
        })
        .collect();
    for (over, probe) in waiting.into_iter().enumerate() {
        // Before it is polled: a poll finds out by itself that the time is over.
        probe.woken();
        run_to_its_end(probe);
        let elapsed = began.elapsed();
        demand(
            elapsed < ALL_OVER,
            Diagnosis::ReadyTooLate,
            format!("{over} of {MANY} delays of {SHORT:?} were over after {elapsed:?}"),
            format!(
                "{SHORT:?} の Delay {MANY} 個のうち、{elapsed:?} 後に終わったのは {over} 個でした"
            ),
        );
    }
}

#[test]
fn two_hundred_do_not_start_more_threads() {
    let crowd = Crowd::begin();
    let mut probes: Vec<_> = (0..MANY).map(|_| Probe::new(delay(LONG))).collect();
    for probe in &mut probes {
        probe.pending();
    }
    let threads = crowd.settled(THREADS);
    demand(
        threads <= THREADS,
        Diagnosis::ThreadPerPoll,
        format!("{MANY} delays, each polled once, started {threads} threads"),
        format!("{MANY} 個の Delay を 1 回ずつポーリングすると、スレッドが {threads} 個できました"),
    );
}

#[test]
fn dropped_early_then_nothing_happens() {
    let elsewhere = panics::Elsewhere::begin();
    for _ in 0..TRIES {
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

/// Another delay that begins now is over: so the time of those that began before it is past.
fn wait_until_well_past(end: Instant) {
    run_to_its_end(&mut Probe::new(delay(LONGER)));
    let past = end + SHORT;
    thread::sleep(past.saturating_duration_since(Instant::now()));
}

#[track_caller]
fn nothing_happened<F: Future>(probe: &Probe<F>, elsewhere: &panics::Elsewhere) {
    if probe.wakes() > 0 {
        probe.finding(Diagnosis::WorksAfterDrop).raise();
    }
    let messages = elsewhere.messages();
    demand(
        messages.is_empty(),
        Diagnosis::WorksAfterDrop,
        format!("a thread panicked after the drop: {messages:?}"),
        format!("ドロップの後にスレッドがパニックしました: {messages:?}"),
    );
}
