//! Where work belongs, and what measurements say of a claim. Begin with `plan`, the first four
//! tests; nothing here waits.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s08-comparison/sync_or_async.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s08-comparison/sync_or_async.rs"
)]
mod sync_or_async;
mod sync_or_async_scene;

use std::time::Duration;

use s08_comparison::measured::{SPAWN_BLOCKING, TASK, THREAD};
use s08_comparison::work::{Claim, Plan};
use sync_or_async_scene::{
    CONNS, LONG, SHORT, Seeded, WRAPS, belongs, claims, every, is_median, nanoseconds,
};

// lesson: "100 µs"
// lesson.ja: "100 µs"
const LIMIT: Duration = Duration::from_micros(100);

// lesson: "ten times"
// lesson.ja: "10 倍"
const FACTOR: u64 = 10;

// rule: "Work that blocks, or computes for more than 100 µs at a stretch, holds its thread, and never runs on a worker: neither `Inline` nor `Async`."
// rule.ja: "ブロックする仕事と、一息に 100 µs を超えて計算する仕事は、スレッドを占有します。これらを worker では実行しません。`Inline` にも `Async` にもなりません。"
// rule: "How many connections there are changes nothing for work that holds its thread."
// rule.ja: "スレッドを占有する仕事では、接続の数によって結果が変わることはありません。"
#[test]
fn what_holds_its_thread_leaves_the_worker() {
    for work in every(&SHORT, &CONNS).filter(|work| work.blocking) {
        belongs(work, &[Plan::SpawnBlocking, Plan::DedicatedThread]);
    }
    for work in every(&LONG, &CONNS) {
        assert!(work.cpu > LIMIT);
        belongs(work, &[Plan::SpawnBlocking, Plan::DedicatedThread]);
    }
}

// rule: "Work that holds its thread and is long-running gets a `DedicatedThread`."
// rule.ja: "スレッドを占有し、終わることのない (`long_running`) 仕事は `DedicatedThread` です。"
#[test]
fn what_never_ends_gets_a_thread_of_its_own() {
    let holds = every(&LONG, &CONNS).chain(every(&SHORT, &CONNS).filter(|work| work.blocking));
    for work in holds.filter(|work| work.long_running) {
        belongs(work, &[Plan::DedicatedThread]);
    }
}

// rule: "Work that holds its thread and ends goes to `SpawnBlocking`."
// rule.ja: "スレッドを占有し、いずれ終わる仕事は `SpawnBlocking` です。"
#[test]
fn what_ends_goes_to_the_pool() {
    let holds = every(&LONG, &CONNS).chain(every(&SHORT, &CONNS).filter(|work| work.blocking));
    for work in holds.filter(|work| !work.long_running) {
        belongs(work, &[Plan::SpawnBlocking]);
    }
}

// rule: "Anything else stays on a worker: it is `Async` if it has at least one connection to wait for, or is long-running, and otherwise `Inline`."
// rule.ja: "それ以外の仕事は worker に残します。待つべき接続が一つ以上あるか、終わることがなければ `Async`、どちらでもなければ `Inline` です。"
#[test]
fn short_work_stays_where_it_is() {
    assert!(SHORT.contains(&LIMIT));
    let short = every(&SHORT, &[0]).filter(|work| !work.blocking && !work.long_running);
    for work in short {
        belongs(work, &[Plan::Inline]);
    }
}

// rule: "Anything else stays on a worker: it is `Async` if it has at least one connection to wait for, or is long-running, and otherwise `Inline`."
// rule.ja: "それ以外の仕事は worker に残します。待つべき接続が一つ以上あるか、終わることがなければ `Async`、どちらでもなければ `Inline` です。"
#[test]
fn what_only_waits_is_a_task() {
    for work in every(&SHORT, &CONNS).filter(|work| !work.blocking) {
        if work.conns > 0 || work.long_running {
            belongs(work, &[Plan::Async]);
        }
    }
}

// rule: "`median` is the sample in the middle by size, in whichever order they come; of two in the middle, what lies halfway between them, rounded down to a nanosecond; also for the largest `Duration`."
// rule.ja: "`median` は、大きさの順で中央にあるサンプルです。サンプルの並び順は問いません。中央が二つあるときは、その中間 (ナノ秒未満は切り捨て) です。最大の `Duration` でも同じです。"
#[test]
fn median_is_the_middle() {
    is_median(&[5], 5);
    is_median(&[3, 1, 2], 2);
    is_median(&[7, 1, 1_000_000], 7);
    is_median(&[4, 2], 3);
    is_median(&[1, 4], 2);
    is_median(&[9, 9, 9, 1], 9);
    is_median(&[u64::MAX, 0, 1, 2], 1);
    let mut seeded = Seeded(1);
    for bound in [2, 10, 1_000_000_000_000] {
        for _ in 0..300 {
            let mut samples = seeded.numbers(bound);
            let given = samples.clone();
            samples.sort_unstable();
            let (one, two) = (samples[(samples.len() - 1) / 2], samples[samples.len() / 2]);
            is_median(&given, (one + two) / 2);
        }
    }
}

// rule: "`median` is the sample in the middle by size, in whichever order they come; of two in the middle, what lies halfway between them, rounded down to a nanosecond; also for the largest `Duration`."
// rule.ja: "`median` は、大きさの順で中央にあるサンプルです。サンプルの並び順は問いません。中央が二つあるときは、その中間 (ナノ秒未満は切り捨て) です。最大の `Duration` でも同じです。"
#[test]
fn median_of_the_largest() {
    let most = Duration::MAX;
    let less = most - Duration::from_nanos(2);
    for (mut samples, asked) in [
        (vec![most, most], most),
        (vec![most, Duration::ZERO, most], most),
        (vec![most, less], most - Duration::from_nanos(1)),
        (vec![WRAPS, LIMIT, Duration::ZERO], LIMIT),
    ] {
        let text = format!("median({samples:?})");
        probe::expect(
            sync_or_async::median(&mut samples),
            Some(asked),
            &text,
            &text,
        );
    }
}

// rule: "Where there are no samples, `median` and `claim` are `None`."
// rule.ja: "サンプルがないとき、`median` と `claim` は `None` です。"
#[test]
fn nothing_measured_says_nothing() {
    probe::expect(
        sync_or_async::median(&mut []),
        None,
        "median([])",
        "median([])",
    );
    claims(Duration::ZERO, &[], None);
    claims(Duration::from_millis(3), &[], None);
}

// rule: "`claim` is `TooHigh` if the claim is more than ten times the median, `TooLow` if the median is more than ten times the claim, and otherwise `Fair`; also for the largest `Duration`."
// rule.ja: "`claim` は、主張が中央値の 10 倍を超えていれば `TooHigh`、中央値が主張の 10 倍を超えていれば `TooLow`、どちらでもなければ `Fair` です。最大の `Duration` でも同じです。"
#[test]
fn a_claim_is_compared_with_the_median() {
    let (milliseconds, microseconds) = (Duration::from_millis(3), Duration::from_micros(2));
    // What the guide says of a thread and of a task, and what this course measured.
    claims(milliseconds, &THREAD, Some(Claim::TooHigh));
    claims(microseconds, &TASK, Some(Claim::Fair));
    claims(microseconds, &SPAWN_BLOCKING, Some(Claim::Fair));
    claims(microseconds, &THREAD, Some(Claim::TooLow));
    let measured = nanoseconds(&[90, 7, 1]);
    for (claimed, asked) in [
        (7 * FACTOR, Claim::Fair),
        (7 * FACTOR + 1, Claim::TooHigh),
        (7, Claim::Fair),
        (1, Claim::Fair),
        (0, Claim::TooLow),
    ] {
        claims(Duration::from_nanos(claimed), &measured, Some(asked));
    }
    let measured = nanoseconds(&[71, 71, 70, 200]);
    claims(Duration::from_nanos(7), &measured, Some(Claim::TooLow));
    claims(Duration::from_nanos(8), &measured, Some(Claim::Fair));
    claims(Duration::ZERO, &nanoseconds(&[0]), Some(Claim::Fair));
    claims(
        Duration::from_nanos(1),
        &nanoseconds(&[0]),
        Some(Claim::TooHigh),
    );
    claims(Duration::MAX, &[Duration::MAX], Some(Claim::Fair));
    claims(WRAPS, &nanoseconds(&[1]), Some(Claim::TooHigh));
    claims(Duration::MAX, &nanoseconds(&[1]), Some(Claim::TooHigh));
    claims(
        Duration::from_nanos(1),
        &[Duration::MAX],
        Some(Claim::TooLow),
    );
}
