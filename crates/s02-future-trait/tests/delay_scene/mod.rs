//! Delays that are waited for, and what is asked of their end.

use std::hint::spin_loop;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::{Duration, Instant};

use probe::{Crowd, Diagnosis, PATIENCE, Probe, demand, expect, panics, watch};

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

// lesson: "the best of up to five tries"
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

/// So much of `MIDDLE` has gone by when another task polls. That is more than it may be late: a delay
/// that begins anew then is too late.
pub const NEARLY_OVER: Duration = Duration::from_millis(130);

/// A multiple of no tick, so that an end which is rounded is seen to be.
pub const UNEVEN: Duration = Duration::from_millis(53);

/// So far apart some delays begin: at moments within a tick.
const LITTLE: Duration = Duration::from_millis(3);

/// Between two polls that nobody asked for.
const BETWEEN_POLLS: Duration = Duration::from_micros(20);

/// For so long tasks poll around the ends of delays.
const AROUND_ENDS: Duration = Duration::from_millis(400);

/// A delay that is polled by one task after the other until it is over.
const BRIEFEST: Duration = Duration::from_millis(1);

/// So often each of them looks whether somebody is woken: for longer than a lock is held.
const LOOKS: usize = 100;

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

/// Polls a delay with three wakers more, see [`is_pending`].
#[track_caller]
pub fn moved_on<F: Future>(probe: &mut Probe<F>, began: Instant, duration: Duration) -> bool {
    (0..4).all(|_| {
        let polled = probe.poll_with_new_waker();
        is_pending(probe, polled, began, duration)
    })
}

/// A delay that has begun, and when.
#[track_caller]
pub fn begun_a_little_later() -> Option<(Instant, Probe<impl Future<Output = String>>)> {
    thread::sleep(LITTLE);
    let began = Instant::now();
    let mut probe = Probe::new(delay(UNEVEN));
    let is_pending = is_pending_at_first(&mut probe, began, UNEVEN);
    is_pending.then_some((began, probe))
}

/// Polls a delay although nobody has woken it, over and over, until it is ready.
#[track_caller]
pub fn polled_to_its_end<F: Future>(probe: &mut Probe<F>) -> F::Output {
    let until = Instant::now() + BRIEF + BRIEF;
    while Instant::now() < until {
        if let Poll::Ready(output) = probe.poll() {
            return output;
        }
        let polled = Instant::now();
        while polled.elapsed() < BETWEEN_POLLS {
            spin_loop();
        }
    }
    probe.woken();
    probe.run(POLLS)
}

/// Lets one task after the other poll a delay, until it is over or somebody is woken. Whoever
/// polled last then is woken, or is ready.
#[track_caller]
pub fn ends_among_many_polls() {
    let began = Instant::now();
    while began.elapsed() < AROUND_ENDS {
        let is_woken = Arc::new(AtomicBool::new(false));
        let mut delay = pin!(delay(BRIEFEST));
        let begun = Instant::now();
        let (latest, polled) = watch(Diagnosis::BlockingPoll, || {
            loop {
                let bell = Arc::new(Bell {
                    is_rung: AtomicBool::new(false),
                    is_one_rung: Arc::clone(&is_woken),
                });
                let waker = Waker::from(Arc::clone(&bell));
                let polled = delay.as_mut().poll(&mut Context::from_waker(&waker));
                let is_over = (0..LOOKS).any(|_| is_woken.load(Ordering::SeqCst));
                if polled.is_ready() || is_over || begun.elapsed() > BRIEF {
                    return (bell, polled);
                }
            }
        });
        match polled {
            Poll::Ready(output) => is_the_word(output),
            Poll::Pending => latest.rings(),
        }
    }
}

/// The waker of one of many tasks.
struct Bell {
    is_rung: AtomicBool,
    is_one_rung: Arc<AtomicBool>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.is_rung.store(true, Ordering::SeqCst);
        self.is_one_rung.store(true, Ordering::SeqCst);
    }
}

impl Bell {
    /// Asks that it rings, now or a little later.
    #[track_caller]
    fn rings(&self) {
        let until = Instant::now() + PATIENCE;
        while !self.is_rung.load(Ordering::SeqCst) && Instant::now() < until {
            thread::sleep(Duration::from_micros(100));
        }
        demand(
            self.is_rung.load(Ordering::SeqCst),
            Diagnosis::StaleWaker,
            "the time was over while one task after the other polled; the last of them was not woken",
            "いくつものタスクが順にポーリングしている間に時間が過ぎましたが、最後のタスクが起こされませんでした",
        );
    }
}

/// For the shortest time of a delay that was polled by others near its end.
#[track_caller]
pub fn begins_anew(shortest: Duration) {
    demand(
        is_on_time(shortest, MIDDLE),
        Diagnosis::RestartedTimer,
        format!(
            "polled by another task after {NEARLY_OVER:?}, a delay of {MIDDLE:?} took {shortest:?}, in the best of {TRIES} tries"
        ),
        format!(
            "{NEARLY_OVER:?} 後に別のタスクがポーリングすると、{MIDDLE:?} の Delay に {shortest:?} かかりました ({TRIES} 回中の最短)"
        ),
    );
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
