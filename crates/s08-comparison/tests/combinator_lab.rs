//! What each combinator does with successes, with errors, and with those that are left. Begin with
//! the row `Join`; each row has its test. Time is virtual.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s08-comparison/combinator_lab.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s08-comparison/combinator_lab.rs"
)]
mod combinator_lab;
mod combinator_lab_scene;

use combinator_lab_scene::{all_orders, drops_them_everywhere, err, many, observed, ok};
use s08_comparison::lab::Row;

// lesson: "up to 30 pieces"
// lesson.ja: "30 個まで"
const PIECES: usize = 30;

// rule: "In every row all pieces begin at once, and go on at the same time."
// rule.ja: "どの行でも、すべての仕事が同時に始まり、並行して進みます。"
// rule: "`Join` returns when the last piece has ended, with all ends, successes and errors, in the order of the pieces."
// rule.ja: "`Join` は、最後の仕事が終わったときに、成功も失敗も含めたすべての結果を、仕事の順に返します。"
#[test]
fn join_waits_for_all() {
    let row = observed(Row::Join, &[ok(100), ok(200), ok(50)]);
    row.returned(200, &[Ok(0), Ok(1), Ok(2)], &[]);
    let row = observed(Row::Join, &[ok(100), err(50), err(200)]);
    row.returned(200, &[Ok(0), Err(1), Err(2)], &[]);
    all_orders(Row::Join, |ends| (ends.longest(), ends.in_order(), vec![]));
}

// rule: "`TryJoin` returns all successes in the order of the pieces when the last one has ended, or at the first error only this error; the others are dropped before the report."
// rule.ja: "`TryJoin` は、最後の仕事が終わったときにすべての成功を仕事の順に返します。どれかが失敗すれば、その時点で最初のエラーだけを返し、ほかは報告の前にドロップされます。"
#[test]
fn try_join_ends_at_the_first_error() {
    let row = observed(Row::TryJoin, &[ok(100), ok(200), ok(50)]);
    row.returned(200, &[Ok(0), Ok(1), Ok(2)], &[]);
    let row = observed(Row::TryJoin, &[ok(50), err(100), ok(200)]);
    row.returned(100, &[Err(1)], &[2]);
    all_orders(Row::TryJoin, |ends| match ends.first_error() {
        Some((at, number)) => (at, vec![Err(number)], ends.later_than(at)),
        None => (ends.longest(), ends.in_order(), vec![]),
    });
}

// rule: "`Select` returns the one piece that ends first, be it a success or an error; the others are dropped before the report."
// rule.ja: "`Select` は、最初に終わった仕事ひとつの結果を、成功でも失敗でも返します。ほかは報告の前にドロップされます。"
#[test]
fn select_takes_an_error_too() {
    let row = observed(Row::Select, &[ok(100), ok(50), ok(200)]);
    row.returned(50, &[Ok(1)], &[0, 2]);
    let row = observed(Row::Select, &[err(50), ok(100), ok(200)]);
    row.returned(50, &[Err(0)], &[1, 2]);
    all_orders(Row::Select, |ends| {
        let (at, end) = ends.first();
        (at, vec![end], ends.later_than(at))
    });
}

// rule: "`SelectOk` passes over errors and returns the first success alone, with the others dropped before the report; without a success it returns nothing, when the last piece has ended."
// rule.ja: "`SelectOk` はエラーを読み飛ばして、最初の成功ひとつだけを返し、残りは報告の前にドロップされます。成功がひとつもなければ、最後の仕事が終わったときに空の結果を返します。"
#[test]
fn select_ok_passes_over_errors() {
    let row = observed(Row::SelectOk, &[err(50), ok(100), ok(200)]);
    row.returned(100, &[Ok(1)], &[2]);
    let row = observed(Row::SelectOk, &[err(50), err(100), err(200)]);
    row.returned(200, &[], &[]);
    all_orders(Row::SelectOk, |ends| match ends.first_success() {
        Some((at, number)) => (at, vec![Ok(number)], ends.later_than(at)),
        None => (ends.longest(), vec![], vec![]),
    });
}

// rule: "`SelectMut` drops none: it returns when the last piece has ended, the one that ended first in front, and the others behind it in the order of the pieces."
// rule.ja: "`SelectMut` は何もドロップしません。最後の仕事が終わったときに、最初に終わったものを先頭に、ほかを仕事の順に続けて返します。"
#[test]
fn select_by_reference_keeps_the_losers() {
    let row = observed(Row::SelectMut, &[ok(100), ok(50), ok(200)]);
    row.returned(200, &[Ok(1), Ok(0), Ok(2)], &[]);
    let row = observed(Row::SelectMut, &[err(50), ok(200), ok(100)]);
    row.returned(200, &[Err(0), Ok(1), Ok(2)], &[]);
    all_orders(Row::SelectMut, |ends| {
        let (_, first) = ends.first();
        let mut results = ends.in_order();
        results.retain(|end| *end != first);
        results.insert(0, first);
        (ends.longest(), results, vec![])
    });
}

// rule: "`JoinAll` is `Join` for any number of pieces, also for none."
// rule.ja: "`JoinAll` は、任意の個数 (0 個も含む) に対する `Join` です。"
#[test]
fn join_all_takes_any_number() {
    for count in [0, 1, 2, PIECES, PIECES + 1, 1_000] {
        let plan = many(count, |number| number % 3 != 0);
        let ends: Vec<_> = (0..count)
            .map(|number| {
                if number % 3 != 0 {
                    Ok(number)
                } else {
                    Err(number)
                }
            })
            .collect();
        observed(Row::JoinAll, &plan).returned(count as u64 * 10, &ends, &[]);
    }
    all_orders(Row::JoinAll, |ends| {
        (ends.longest(), ends.in_order(), vec![])
    });
}

// rule: "`TryJoinAll` is `TryJoin` for up to 30 pieces, also for none."
// rule.ja: "`TryJoinAll` は、30 個まで (0 個も含む) に対する `TryJoin` です。"
#[test]
fn try_join_all_ends_at_the_first_error() {
    observed(Row::TryJoinAll, &[]).returned(0, &[], &[]);
    let plan = many(PIECES, |_| true);
    let ends: Vec<_> = (0..PIECES).map(Ok).collect();
    observed(Row::TryJoinAll, &plan).returned(300, &ends, &[]);
    let plan = many(PIECES, |number| number != 3 && number != 20);
    // Piece 20 ends at 100 ms, piece 3 at 270 ms: the later one is the first to fail.
    let dropped: Vec<_> = (0..20).collect();
    observed(Row::TryJoinAll, &plan).returned(100, &[Err(20)], &dropped);
    all_orders(Row::TryJoinAll, |ends| match ends.first_error() {
        Some((at, number)) => (at, vec![Err(number)], ends.later_than(at)),
        None => (ends.longest(), ends.in_order(), vec![]),
    });
}

// rule: "`Unordered` returns when the last of any number of pieces has ended, with all ends in the order in which they came."
// rule.ja: "`Unordered` は、任意の個数の仕事がすべて終わったときに、すべての結果を終わった順に返します。"
#[test]
fn unordered_is_in_order_of_completion() {
    let row = observed(Row::Unordered, &[ok(100), err(200), ok(50)]);
    row.returned(200, &[Ok(2), Ok(0), Err(1)], &[]);
    for count in [0, 1, 100] {
        let plan = many(count, |_| true);
        let ends: Vec<_> = (0..count).rev().map(Ok).collect();
        observed(Row::Unordered, &plan).returned(count as u64 * 10, &ends, &[]);
    }
    all_orders(Row::Unordered, |ends| {
        (ends.longest(), ends.as_they_end(), vec![])
    });
}

// rule: "`Spawned` returns what `TryJoin` returns, at the same moment; but the other tasks are not dropped, and go on to their ends."
// rule.ja: "`Spawned` は、`TryJoin` と同じものを同じ時点で返します。ただし、ほかのタスクはドロップされず、最後まで進みます。"
#[test]
fn spawned_tasks_go_on() {
    let row = observed(Row::Spawned, &[ok(100), ok(200), ok(50)]);
    row.returned(200, &[Ok(0), Ok(1), Ok(2)], &[]);
    let row = observed(Row::Spawned, &[ok(50), err(100), ok(200)]);
    row.returned(100, &[Err(1)], &[]);
    row.all_done_later();
    all_orders(Row::Spawned, |ends| match ends.first_error() {
        Some((at, number)) => (at, vec![Err(number)], vec![]),
        None => (ends.longest(), ends.in_order(), vec![]),
    });
}

// rule: "In every row but `Spawned`, no task of yours is left 1 ms after `observe` has returned, and every piece has been dropped 1 ms after `observe` is dropped."
// rule.ja: "`Spawned` 以外の行では、`observe` が戻って 1 ms 後には、あなたが作ったタスクは残っていません。`observe` がドロップされて 1 ms 後には、すべての仕事もドロップされています。"
#[test]
fn dropped_with_the_whole() {
    for row in [
        Row::Join,
        Row::TryJoin,
        Row::Select,
        Row::SelectOk,
        Row::SelectMut,
        Row::JoinAll,
        Row::TryJoinAll,
        Row::Unordered,
    ] {
        observed(row, &[err(100), ok(200), ok(50)]).left_no_task();
        drops_them_everywhere(row, &[ok(100), ok(200), ok(50)]);
    }
}
