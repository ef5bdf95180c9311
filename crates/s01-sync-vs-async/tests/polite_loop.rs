//! A calculation that shares its thread: it comes to the right sum, and the other task gets its
//! turns meanwhile, neither too seldom nor far too often.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s01-sync-vs-async/polite_loop.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s01-sync-vs-async/polite_loop.rs"
)]
mod polite_loop;
mod polite_loop_scene;

use polite_loop_scene::summed;

// lesson: "after 1,000 terms"
// lesson.ja: "1,000 項"
const AT_MOST: u64 = 1_000;

// rule: "The output is the sum of the terms 0 to `terms.count() - 1`."
// rule.ja: "出力は、項 0 から `terms.count() - 1` までの合計です。"
#[test]
fn sum_is_right() {
    for count in [10, 0, 1, 2, 99, AT_MOST, AT_MOST + 1, 4_567] {
        summed(count).is_right();
    }
}

// rule: "Whatever else can run on the runtime gets its turn at the latest after 1,000 terms, from the first one on."
// rule.ja: "ランタイム上で実行できるほかのものには、最初の項から数えて、遅くとも 1,000 項ごとに順番が回ります。"
// rule: "The terms may be calculated on another thread; then the thread of the runtime must stay free meanwhile."
// rule.ja: "項は別のスレッドで計算してもかまいません。その間、ランタイムのスレッドは空いていなければなりません。"
#[test]
fn other_task_gets_its_turn_after_a_thousand_terms() {
    for count in [20_000, AT_MOST + 1, 3 * AT_MOST, 12_345] {
        summed(count).let_the_other_task_run();
    }
}

// rule: "Each term is calculated once, in any order."
// rule.ja: "どの項も一度だけ計算されます。順序は自由です。"
#[test]
fn each_term_is_calculated_once() {
    for count in [10, 0, 1, AT_MOST, 2 * AT_MOST + 1] {
        summed(count).each_term_once();
    }
}

// rule: "A turn that is given away costs more than a term: the future is polled at most once every 100 terms, and 10 more times."
// rule.ja: "順番を譲るには、一つの項の計算より手間がかかります。ポーリングは、100 項ごとに 1 回と、それに加えて 10 回までです。"
#[test]
fn turns_are_given_away_with_measure() {
    for count in [20_000, 0, 1, AT_MOST] {
        summed(count).was_polled_seldom();
    }
}
