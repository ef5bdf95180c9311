//! Delays that are waited for, and what is asked of their end.

use std::task::Poll;
use std::thread;
use std::time::{Duration, Instant};

use probe::{
    Crowd, Diagnosis, PATIENCE, Probe, SPURIOUS_POLLS, SPURIOUS_REMAINS, demand, expect, panics,
};

use crate::delay::Delay;

/// Short enough to wait for many times.
pub const SHORT: Duration = Duration::from_millis(50);

/// Leaves time for a poll or two before it is over, also on a busy machine.
pub const LONGER: Duration = Duration::from_millis(100);

/// Twice this time is too late.
pub const MIDDLE: Duration = Duration::from_millis(150);

/// Never over while a test runs.
pub const LONG: Duration = Duration::from_secs(600);

// lesson: "takes at most 4 polls"
// lesson.ja: "ポーリングは最大 4 回"
pub const POLLS: usize = 4;

// lesson: "one millisecond is forgiven"
// lesson.ja: "1 ミリ秒までは許します"
pub const TOO_EARLY: Duration = Duration::from_millis(1);

// lesson: "no later than 100 ms after that"
// lesson.ja: "遅くとも 100 ms 以内"
pub const TOO_LATE: Duration = Duration::from_millis(100);

// lesson: "the best of five tries"
// lesson.ja: "最大 5 回の中で最もよいもの"
const TRIES: usize = 5;

// lesson: "begun within 1.5 s"
// lesson.ja: "1.5 秒以内に始めた"
const ALL_TRIES: Duration = Duration::from_millis(1500);

// lesson: "200 delays of 50 ms"
// lesson.ja: "50 ms の Delay が 200 個"
pub const MANY: usize = 200;

// lesson: "all over within 2 s"
// lesson.ja: "2 秒以内にすべて終わります"
pub const ALL_OVER: Duration = Duration::from_secs(2);

// lesson: "start at most 200 threads"
// lesson.ja: "スレッドは最大 200 個"
pub const THREADS: usize = 200;

/// Over while the probe holds a clone of the waker back, which it does for 50 ms at most.
pub const BRIEF: Duration = Duration::from_millis(10);

/// Longer than `BRIEF` lasts, and within what the probe holds a clone back.
pub const HELD_BACK: Duration = Duration::from_millis(40);

/// As many tries as the lesson promises.
pub fn tries() -> impl Iterator<Item = usize> {
    let began = Instant::now();
    (0..TRIES).take_while(move |_| began.elapsed() < ALL_TRIES)
}

/// All that the tests ask of the answer: a future, whatever it is made of.
pub fn delay(duration: Duration) -> impl Future<Output = String> {
    Delay::new(duration)
}

/// Runs the delay as an executor would, in a few polls.
#[track_caller]
pub fn run_to_its_end<F: Future<Output = String>>(probe: &mut Probe<F>) {
    let output = probe.run(POLLS);
    probe.at_most_polls(POLLS);
    is_the_word(output);
}

#[track_caller]
pub fn is_the_word(output: String) {
    expect(output, "時間経過!".to_owned(), "the output", "出力");
}

/// Polls a delay for the first time, see [`is_pending`].
#[track_caller]
pub fn is_pending_at_first<F: Future>(
    probe: &mut Probe<F>,
    began: Instant,
    duration: Duration,
) -> bool {
    let polled = probe.poll();
    is_pending(probe, polled, began, duration)
}

/// Whether the delay is pending. It may be ready when the machine was so busy that its time went
/// by between two lines of the test; then the test tries again.
#[track_caller]
pub fn is_pending<F: Future>(
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
pub fn not_too_early<F: Future>(probe: &Probe<F>, elapsed: Duration, duration: Duration) {
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

/// Another delay that begins now is over: so the time of those that began before it is past.
pub fn wait_until_well_past(end: Instant) {
    run_to_its_end(&mut Probe::new(delay(LONGER)));
    let past = end + SHORT;
    thread::sleep(past.saturating_duration_since(Instant::now()));
}

#[track_caller]
pub fn nothing_happened<F: Future>(probe: &Probe<F>, elsewhere: &panics::Elsewhere) {
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

pub fn is_on_time(took: Duration, duration: Duration) -> bool {
    took < duration + TOO_LATE
}

/// Asks that the delay was on time, in the best of all tries.
#[track_caller]
pub fn was_not_late(shortest: Duration, duration: Duration) {
    demand(
        is_on_time(shortest, duration),
        Diagnosis::ReadyTooLate,
        format!("a delay of {duration:?} took {shortest:?}, in the best of {TRIES} tries"),
        format!("{duration:?} の Delay に {shortest:?} かかりました ({TRIES} 回中の最短)"),
    );
}

/// Asks that nobody has woken the task, long before the time is over.
#[track_caller]
pub fn is_asleep<F: Future>(probe: &Probe<F>) {
    let wakes = probe.wakes();
    demand(
        wakes == 0,
        Diagnosis::NeedlessWake,
        format!("{wakes} wakes, long before the time is over"),
        format!("時間が過ぎるずっと前に {wakes} 回起床しました"),
    );
}

/// Asks that polls by many tasks have left few threads behind.
#[track_caller]
pub fn few_threads(crowd: &Crowd) {
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

/// Asks that many delays share their threads, as far as they have to.
#[track_caller]
pub fn no_more_threads_than_delays(crowd: &Crowd) {
    let threads = crowd.settled(THREADS);
    demand(
        threads <= THREADS,
        Diagnosis::ThreadPerPoll,
        format!("{MANY} delays, each polled once, started {threads} threads"),
        format!("{MANY} 個の Delay を 1 回ずつポーリングすると、スレッドが {threads} 個できました"),
    );
}

/// Asks that a short delay is over, although a long one was there first.
#[track_caller]
pub fn is_over_before_the_long_one<F: Future>(short: &Probe<F>) {
    demand(
        short.is_woken_within(PATIENCE),
        Diagnosis::ReadyTooLate,
        format!("{SHORT:?}, started after {LONG:?}, were not over in {PATIENCE:?}"),
        format!("{LONG:?} の後に始めた {SHORT:?} が、{PATIENCE:?} 経っても終わりませんでした"),
    );
}

/// Asks that there is time left for the rest of many delays.
#[track_caller]
pub fn over_in_time(over: usize, began: Instant) {
    let elapsed = began.elapsed();
    demand(
        elapsed < ALL_OVER,
        Diagnosis::ReadyTooLate,
        format!("{over} of {MANY} delays of {SHORT:?} were over after {elapsed:?}"),
        format!("{SHORT:?} の Delay {MANY} 個のうち、{elapsed:?} 後に終わったのは {over} 個でした"),
    );
}
