//! What is small is done where the future is polled, with turns for others in between; what is large
//! is done by threads for blocking work, so many at a time.
//!
//! real time: those threads obey no virtual clock. Nothing is measured; calls that must be in flight
//! at the same time wait for each other for at most 700 ms.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s11-faq/offload.rs"
)]
#[cfg_attr(feature = "solution", path = "../../../solutions/s11-faq/offload.rs")]
mod offload;
mod offload_scene;

use std::panic::{AssertUnwindSafe, catch_unwind};

use offload::hash_all;
use offload_scene::{Gate, PANICS, Seen, blobs};
use probe::{Diagnosis, demand, expect, ms, panics};
use tokio::time::sleep;

// lesson: "at most 4"
// lesson.ja: "同時に 4 個まで"
const AT_ONCE: usize = 4;

// rule: "A blob of at most `inline_limit` bytes is hashed where the future is polled, a larger one in a thread for blocking work."
// rule.ja: "`inline_limit` バイト以下の blob は Future がポーリングされる場所で、それより大きい blob はブロッキング処理用のスレッドで、ハッシュします。"
// rule: "Each blob is hashed once, and the hashes come in the order of the blobs. There may be none."
// rule.ja: "どの blob も一度だけハッシュし、結果は blob の順に並びます。blob はひとつもないこともあります。"
#[test]
fn small_ones_here_and_large_ones_elsewhere() {
    Seen::new().agrees(&blobs([64, 65, 1, 1000, 63, 0, 65]), 64);
    Seen::new().agrees(&blobs([900, 800, 3]), 100);
    Seen::new().agrees(&blobs([3, 5, 8]), 100);
    Seen::new().agrees(&[], 100);
}

// rule: "A blob of at most `inline_limit` bytes is hashed where the future is polled, a larger one in a thread for blocking work."
// rule.ja: "`inline_limit` バイト以下の blob は Future がポーリングされる場所で、それより大きい blob はブロッキング処理用のスレッドで、ハッシュします。"
#[test]
fn limits_of_the_limit() {
    Seen::new().agrees(&blobs([0, 1, 0, 2]), 0);
    Seen::new().agrees(&blobs([0, 1, 2000]), usize::MAX);
    Seen::new().agrees(&vec![vec![7; 10]; 20], 9);
    Seen::new().agrees(&vec![vec![7; 10]; 20], 10);
}

// rule: "No poll hashes more than `inline_limit` bytes: after that many, others get their turn."
// rule.ja: "1 回のポーリングでハッシュするのは `inline_limit` バイトまでです。そのたびに、ほかのタスクに順番を譲ります。"
#[test]
fn many_small_ones_are_large_together() {
    for lengths in [
        vec![10; 300],
        vec![64; 9],
        vec![1, 63, 1, 64, 32, 32, 33, 32],
    ] {
        let seen = Seen::new();
        seen.agrees(&blobs(lengths), 64);
        seen.no_poll_takes_more_than(64);
    }
}

// rule: "As many large blobs are hashed at the same time as there are, and at most 4: where one ends, the next begins."
// rule.ja: "大きい blob は、あるだけ同時にハッシュします。ただし同時に 4 個までで、ひとつ終わるたびに次を始めます。"
#[test]
fn so_many_at_once() {
    for (large, at_once) in [(2, 2), (4, 4), (5, 4), (23, 4)] {
        let seen = Seen::held(Gate::at_once(at_once));
        seen.agrees(&blobs(vec![100; large]), 10);
        seen.elsewhere.at_least(at_once);
    }
    let seen = Seen::held(Gate::more_than(AT_ONCE));
    seen.agrees(&blobs(vec![100; 23]), 10);
    seen.elsewhere.at_most(AT_ONCE);
    let seen = Seen::held(Gate::holds_the_first(9));
    seen.agrees(&blobs(vec![100; 9]), 10);
    demand(
        seen.gate.has_opened_in_time(),
        Diagnosis::SequentialAwait,
        "one call took long; the others ended, and no further ones began",
        "ひとつの呼び出しが長引いている間に、ほかが終わっても次が始まりませんでした",
    );
}

// rule: "Small blobs do not wait for large ones, nor large ones for small ones."
// rule.ja: "小さい blob は大きい blob を待たず、大きい blob も小さい blob を待ちません。"
#[test]
fn small_and_large_ones_do_not_wait() {
    for lengths in [
        vec![100, 100, 3, 4, 5],
        vec![3, 100, 4, 100, 100, 100, 100, 5],
    ] {
        let seen = Seen::held(Gate::after(3));
        seen.agrees(&blobs(lengths), 10);
        demand(
            seen.gate.has_opened_in_time(),
            Diagnosis::SequentialAwait,
            "while large blobs were being hashed, small ones waited",
            "大きい blob のハッシュが終わるのを、小さい blob が待っていました",
        );
    }
    let seen = Seen::held(Gate::holds_the_last(5));
    seen.agrees(&blobs([6, 6, 100, 6, 6, 6, 100]), 10);
    demand(
        seen.gate.has_opened_in_time(),
        Diagnosis::SequentialAwait,
        "until all small blobs had been hashed, large ones waited",
        "小さい blob のハッシュがすべて終わるまで、大きい blob が待っていました",
    );
}

// rule: "Nothing is hashed before the first poll. Dropped, the future begins no further call."
// rule.ja: "最初のポーリングの前には何もハッシュしません。ドロップされたら、新しい呼び出しは始めません。"
#[test]
fn nothing_before_the_first_poll_or_after_the_drop() {
    let seen = Seen::held(Gate::at_once(usize::MAX));
    let later = seen.runs(async {
        let small = [3, 4, 3];
        let all = small.into_iter().chain(vec![100; 30]);
        let all = hash_all(seen.hasher(), blobs(all), 10);
        sleep(ms(5)).await;
        demand(
            seen.total() == 0,
            Diagnosis::EagerStart,
            "something was hashed before the first poll",
            "最初のポーリングの前にハッシュが始まっていました",
        );
        tokio::select! {
            _ = all => {}
            () = seen.has_begun(small.len() + AT_ONCE) => {}
        }
        let begun = seen.total();
        seen.gate.let_all_go();
        sleep(ms(50)).await;
        seen.total() - begun
    });
    nothing_began(later);
    let seen = Seen::new();
    let later = seen.runs(async {
        let mut all = Box::pin(hash_all(seen.hasher(), blobs(vec![6; 100]), 10));
        let _ = futures::poll!(all.as_mut());
        drop(all);
        let begun = seen.total();
        sleep(ms(20)).await;
        seen.total() - begun
    });
    nothing_began(later);
}

#[track_caller]
fn nothing_began(later: usize) {
    demand(
        later == 0,
        Diagnosis::WorksAfterDrop,
        format!("after the drop, further calls began: {later}"),
        format!("ドロップの後に、さらに {later} 個の呼び出しが始まりました"),
    );
}

// rule: "A panic of the hasher goes on to the caller, with what was thrown, from here and from elsewhere."
// rule.ja: "ハッシュ中のパニックは、どちらのスレッドで起きても、投げられた値のまま呼び出し側に伝わります。"
#[test]
fn panic_of_the_hasher_goes_on() {
    for length in [5, 100] {
        let seen = Seen::new();
        let mut all = blobs([3, 100, 4]);
        all.push(vec![PANICS; length]);
        let end = catch_unwind(AssertUnwindSafe(|| seen.hashes(&all, 10)));
        panics::goes_on(&end, "this blob panics", "hash_all");
    }
    expect(
        Seen::new().hashes(&blobs([3]), 10).len(),
        1,
        "hashes",
        "ハッシュの数",
    );
}
