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
use wrap_blocking_scene::{dropped_midway, held, results, text};

// rule: "`files.read` never runs on the thread of the runtime, and that thread never waits for one that does: other tasks go on."
// rule.ja: "`files.read` がランタイムのスレッドで実行されることはありません。ランタイムのスレッドが、読み込み中のスレッドを待って止まることもありません。ほかのタスクは動き続けます。"
#[test]
fn runtime_stays_free_while_files_are_read() {
    for (count, limit) in [(1, 1), (3, 1), (3, 3)] {
        let seen = held(count, limit, First, |_| End::Text);
        seen.let_others_run();
    }
}

// rule: "The results come in the order of the names, whichever read ends first. A name may come twice, and there may be none."
// rule.ja: "結果は、どの読み込みが先に終わっても、名前の順に並びます。同じ名前が二度あることも、名前がひとつもないこともあります。"
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

// rule: "An error stays the `io::Error` that it is, and no error keeps other files from being read."
// rule.ja: "エラーは元の `io::Error` のまま残り、エラーがあってもほかのファイルは読み込まれます。"
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
}

// rule: "A panic of `files.read` becomes an `Err` of that file, of the kind `Other`; the other files are read, and nothing else changes."
// rule.ja: "`files.read` のパニックは、そのファイルの `Err` (種類は `Other`) になります。ほかのファイルは読み込まれ、それ以外は何も変わりません。"
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
}

// rule: "The future waits until it is woken: at most 10 polls for each file, and 20 more. It does not look now and then either, for the runtime has no timer."
// rule.ja: "Future は起床させられるまで待ちます。ポーリングは、ファイルごとに最大 10 回と、それに加えて 20 回までです。ランタイムにはタイマーがないので、ときどき様子を見ることもできません。"
#[test]
fn sleeps_until_a_read_has_ended() {
    held(5, 2, First, |_| End::Text).was_polled_seldom();
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

// rule: "When the future is dropped, no further read begins. Those that have begun cannot be stopped."
// rule.ja: "Future がドロップされると、新しい読み込みは始まりません。始まっていたものは止められません。"
#[test]
fn dropped_then_no_read_begins() {
    dropped_midway(6, 2);
    dropped_midway(3, 1);
}
