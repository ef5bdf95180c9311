//! Reads that block run on other threads than the runtime's, so many at a time, and each of them
//! ends with a result, in the order that was asked for.
//!
//! real time: blocking reads run on real threads. They stop at a gate, and the tests look when all
//! threads sleep; nobody sleeps for a set time.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s09-anti-patterns/wrap_blocking.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s09-anti-patterns/wrap_blocking.rs"
)]
mod wrap_blocking;
mod wrap_blocking_scene;

use std::io::ErrorKind;

use probe::expect;
use s09_anti_patterns::files::End;
use wrap_blocking_scene::Next::{First, Last};
use wrap_blocking_scene::{
    asleep_beside_reads, dropped_midway, errors_stay_whole, held, names, panic_hook_stays, results,
    text,
};

// rule: "`files.read` never runs on the thread of the runtime, and that thread never waits for one that does: other tasks go on."
// rule.ja: "`files.read` がランタイムのスレッドで実行されることはありません。ランタイムのスレッドが、読み込み中のスレッドを待って止まることもありません。ほかのタスクは動き続けます。"
#[test]
fn runtime_stays_free_while_files_are_read() {
    for (count, limit) in [(1, 1), (3, 1), (3, 3)] {
        let seen = held(count, limit, First, |_| End::Text);
        seen.let_others_run();
    }
}

// rule: "Each entry of `names` is read once, and the results come in the order of the names, whichever read ends first. A name may come twice, and there may be none."
// rule.ja: "`names` の要素ごとに一度だけ読み込みます。結果は、どの読み込みが先に終わっても、名前の順に並びます。同じ名前が二度あることも、名前がひとつもないこともあります。"
#[test]
fn results_in_the_order_of_the_names() {
    for limit in [1, 2, 3, 100] {
        expect(
            results(&["a", "b", "c"], limit, |_| End::Text),
            [text("a"), text("b"), text("c")].into(),
            "the results",
            "結果",
        );
        expect(
            results(&["b", "a", "b"], limit, |_| End::Text),
            [text("b"), text("a"), text("b")].into(),
            "the results",
            "結果",
        );
        expect(
            results(&[], limit, |_| End::Text),
            Vec::new(),
            "the results of none",
            "空のときの結果",
        );
    }
    for next in [First, Last] {
        held(6, 6, next, |_| End::Text).are_in_order();
        held(5, 2, next, |_| End::Text).are_in_order();
    }
}

// rule: "An error stays the `io::Error` that it is, with what it holds, and no error keeps other files from being read."
// rule.ja: "エラーは、中身も含めて元の `io::Error` のまま残り、エラーがあってもほかのファイルは読み込まれます。"
#[test]
fn error_stays_what_it_is() {
    let plan = |name: &str| match name {
        "missing" => End::Fails(ErrorKind::NotFound),
        "secret" => End::Fails(ErrorKind::PermissionDenied),
        _ => End::Text,
    };
    for limit in [1, 4] {
        let asked = vec![
            Err(ErrorKind::NotFound),
            text("a"),
            Err(ErrorKind::PermissionDenied),
            text("b"),
        ];
        let seen = results(&["missing", "a", "secret", "b"], limit, plan);
        expect(seen, asked, "the results", "結果");
    }
    errors_stay_whole(names(3));
}

// rule: "A panic of `files.read` becomes an `Err` of that file, of the kind `Other`; the other files are read, and nothing else changes, not even the panic hook of the program."
// rule.ja: "`files.read` のパニックは、そのファイルの `Err` (種類は `Other`) になります。ほかのファイルは読み込まれ、プログラムのパニックフックも含めて、それ以外は何も変わりません。"
#[test]
fn panic_is_an_error_of_its_file() {
    let plan = |name: &str| match name {
        "cursed" => End::Panics,
        _ => End::Text,
    };
    for limit in [1, 2, 9] {
        let asked = vec![
            Err(ErrorKind::Other),
            text("a"),
            Err(ErrorKind::Other),
            text("b"),
        ];
        let seen = results(&["cursed", "a", "cursed", "b"], limit, plan);
        expect(seen, asked, "the results", "結果");
    }
    panic_hook_stays(|| drop(results(&["cursed", "a"], 2, plan)));
}

// rule: "The future waits until it is woken: at most 10 polls for each file, and 20 more. It does not look now and then either, neither with a timer, which the runtime has not, nor with a thread that sleeps."
// rule.ja: "Future は起床させられるまで待ちます。ポーリングは、ファイルごとに最大 10 回と、それに加えて 20 回までです。タイマー (このランタイムにはありません) やスレッドの sleep を使って、ときどき様子を見ることもしません。"
#[test]
fn sleeps_until_a_read_has_ended() {
    held(5, 2, First, |_| End::Text).was_polled_seldom();
    asleep_beside_reads();
    held(1, 1, First, |_| End::Panics).was_polled_seldom();
}

// rule: "At most `limit` reads run at the same time, and as many as that where there are enough names. When one ends, the next one begins."
// rule.ja: "同時に実行される読み込みは最大 `limit` 個で、名前が足りていれば常にその数だけ動きます。ひとつ終わると次が始まります。"
#[test]
fn as_many_at_a_time_as_the_limit() {
    for (count, limit) in [(7, 3), (5, 1), (4, 4), (3, 4), (12, 5)] {
        for next in [First, Last] {
            held(count, limit, next, |_| End::Text).kept_the_limit();
        }
    }
    // An error, or a panic, makes room as well.
    held(6, 2, First, |_| End::Fails(ErrorKind::NotFound)).kept_the_limit();
    held(6, 2, First, |_| End::Panics).kept_the_limit();
}

// rule: "`limit` may be far larger than the number of names, up to `usize::MAX`."
// rule.ja: "`limit` は名前の数よりはるかに大きいこともあり、最大で `usize::MAX` です。"
#[test]
fn limit_without_an_end() {
    for limit in [1_000_000, usize::MAX >> 3, usize::MAX / 2, usize::MAX] {
        held(3, limit, First, |_| End::Text).kept_the_limit();
    }
}

// rule: "When the future is dropped, no further read is started. Those that have been started may go on."
// rule.ja: "Future がドロップされると、それ以降の読み込みは開始されません。開始済みのものは続いてもかまいません。"
#[test]
fn dropped_then_no_read_begins() {
    dropped_midway(6, 2);
    dropped_midway(3, 1);
}
