//! A list of calls, all at the same time: `collect` wants every result, `abort` none that comes
//! after an error, and `bounded` not too many calls at once.
//!
//! The three can be made green one by one. Time is virtual: item 7 takes 70 ms.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s04-composition/collect_or_abort.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s04-composition/collect_or_abort.rs"
)]
mod collect_or_abort;
mod collect_or_abort_scene;

use std::time::Duration;

use collect_or_abort::{abort, bounded, collect};
use collect_or_abort_scene::{
    ONE_TO_TEN, begun_once, each_in_its_place, error_of, given_up, gives_up_the_rest, items_of,
    one_by_one, run, says,
};
use probe::{expect, ms};
use s04_composition::items::account;

// lesson: "`1..=10` takes 100 ms"
// lesson.ja: "`1..=10` は 100 ms"
const LONGEST_OF_TEN: Duration = ms(100);

// rule: "`collect` and `abort` fetch all items at the same time, so that they take as long as the longest."
// rule.ja: "`collect` と `abort` は、すべてを同時に取得し、全体の時間は最も長いものと同じです。"
// rule: "`collect` of `1..=10` takes 100 ms."
// rule.ja: "`collect` に渡した `1..=10` は 100 ms で終わります。"
#[test]
fn collect_takes_as_long_as_the_longest() {
    let report = run(collect(&ONE_TO_TEN));
    report.took_not(LONGEST_OF_TEN, one_by_one(&ONE_TO_TEN));
    account().calls.at_least(10);
    let twelve: Vec<u32> = (1..=12).collect();
    run(collect(&twelve));
    account().calls.at_least(12);
}

// rule: "A result stands where its id stands in the list that was given: `[7, 5, 2]` becomes item 7, an error, item 2."
// rule.ja: "結果の位置は、渡されたリストでの番号の位置と同じです。`[7, 5, 2]` なら、7 番、エラー、2 番の順になります。"
// rule: "An error keeps what was said: it is there with `{:#}`."
// rule.ja: "エラーには、もとの内容が残っています (`{:#}` で表示されます)。"
#[test]
fn collect_keeps_an_error_in_its_place() {
    let results = run(collect(&ONE_TO_TEN)).output;
    each_in_its_place(&results, &ONE_TO_TEN);
}

// rule: "A result stands where its id stands in the list that was given: `[7, 5, 2]` becomes item 7, an error, item 2."
// rule.ja: "結果の位置は、渡されたリストでの番号の位置と同じです。`[7, 5, 2]` なら、7 番、エラー、2 番の順になります。"
#[test]
fn collect_returns_results_in_the_order_of_the_ids() {
    for ids in [&[7, 5, 2][..], &[3, 12, 1, 8]] {
        let results = run(collect(ids)).output;
        each_in_its_place(&results, ids);
    }
}

// rule: "`collect` and `abort` fetch all items at the same time, so that they take as long as the longest."
// rule.ja: "`collect` と `abort` は、すべてを同時に取得し、全体の時間は最も長いものと同じです。"
// rule: "A result stands where its id stands in the list that was given: `[7, 5, 2]` becomes item 7, an error, item 2."
// rule.ja: "結果の位置は、渡されたリストでの番号の位置と同じです。`[7, 5, 2]` なら、7 番、エラー、2 番の順になります。"
#[test]
fn abort_returns_items_in_the_order_of_the_ids() {
    let many = [3, 12, 1, 8, 11, 2, 13, 10, 4, 9, 6, 7];
    for (ids, longest) in [(&many[..], 130), (&[7, 2, 9], 90), (&[8], 80)] {
        let report = run(abort(ids));
        items_of(&report.output, ids);
        account().calls.at_least(ids.len());
        if ids.len() > 1 {
            report.took_not(ms(longest), one_by_one(ids));
        }
    }
}

// lesson: "at 50 ms"
// lesson.ja: "50 ms の時点"
const FIRST_ERROR: Duration = ms(50);

// rule: "`abort` returns the error of item 5 at 50 ms, wherever 5 stands in the list."
// rule.ja: "`abort` は、5 がリストのどこにあっても、50 ms の時点でそのエラーを返します。"
#[test]
fn abort_returns_at_the_first_error() {
    for (ids, until_then) in [(&ONE_TO_TEN[..], 150), (&[7, 5, 2], 120)] {
        let report = run(abort(ids));
        error_of(&report.output);
        report.took_not(FIRST_ERROR, ms(until_then));
    }
}

// rule: "An error keeps what was said: it is there with `{:#}`."
// rule.ja: "エラーには、もとの内容が残っています (`{:#}` で表示されます)。"
#[test]
fn abort_returns_what_the_error_said() {
    says(error_of(&run(abort(&ONE_TO_TEN)).output));
}

// rule: "The rest is given up: 1 ms later at the latest no call is in flight, and none of the others comes to its end."
// rule.ja: "残りは諦めます。遅くとも 1 ms 後には進行中の呼び出しはなく、ほかのものが最後まで動くこともありません。"
#[test]
fn abort_gives_up_the_rest() {
    for ids in [&ONE_TO_TEN[..], &[7, 5, 2]] {
        gives_up_the_rest(ids);
    }
}

// rule: "`bounded` never has more than `limit` calls in flight."
// rule.ja: "`bounded` の進行中の呼び出しは `limit` 個を超えません。"
#[test]
fn bounded_has_no_more_calls_in_flight_than_the_limit() {
    let ids = [4, 9, 1, 12, 5, 3, 8, 2, 11, 7, 10, 6];
    for limit in 1..=4 {
        run(bounded(&ids, limit));
        account().calls.at_most(limit);
    }
}

// lesson: "less than 5 s"
// lesson.ja: "5 秒未満"
const IN_ROUNDS: Duration = ms(5000);

// rule: "While there are enough ids, `bounded` has `limit` calls in flight; a free place need not be filled at once."
// rule.ja: "番号が十分に残っている間、`bounded` は `limit` 個まで同時に進めます。空きができてもすぐに埋める必要はありません。"
// rule: "Twelve items of about a second each, with a limit of 3, take less than 5 s."
// rule.ja: "1 個におよそ 1 秒かかるものが 12 個、上限が 3 なら、5 秒未満で終わります。"
// rule: "The thread is not blocked meanwhile."
// rule.ja: "待つ間、スレッドをブロックすることもありません。"
#[test]
fn bounded_has_as_many_calls_in_flight_as_the_limit() {
    let ids: Vec<u32> = (101..=112).collect();
    for limit in [2, 6, 12] {
        run(bounded(&ids, limit));
        account().calls.at_most(limit);
        account().calls.at_least(limit);
    }
    let report = run(bounded(&ids, 3));
    account().calls.at_most(3);
    account().calls.at_least(3);
    // Less than a third of the whole is only possible where the clock could not follow.
    let whole = one_by_one(&ids);
    if !(whole / 3..IN_ROUNDS).contains(&report.elapsed) {
        report.took_not(whole / 3, whole);
    }
}

// rule: "A result stands where its id stands in the list that was given: `[7, 5, 2]` becomes item 7, an error, item 2."
// rule.ja: "結果の位置は、渡されたリストでの番号の位置と同じです。`[7, 5, 2]` なら、7 番、エラー、2 番の順になります。"
#[test]
fn bounded_keeps_each_result_in_its_place() {
    for (ids, limit) in [
        (&ONE_TO_TEN[..], 3),
        (&ONE_TO_TEN[..], 4),
        (&[7, 5, 2], 2),
        (&[12, 1, 5, 8], 1),
        (&[7, 5, 2], 100),
        (&[7, 5, 2], usize::MAX),
    ] {
        let results = run(bounded(ids, limit)).output;
        each_in_its_place(&results, ids);
    }
}

// rule: "An empty list of ids becomes an empty list, at once; for `abort`, `Ok` of one."
// rule.ja: "空のリストを渡すと、すぐに空のリストが返ります。`abort` では `Ok` に入ります。"
#[test]
fn no_ids_then_an_empty_list_at_once() {
    let report = run(async {
        let items = abort(&[]).await.map_err(|error| format!("{error:#}"));
        let lengths = (collect(&[]).await.len(), bounded(&[], 3).await.len());
        (lengths, items)
    });
    report.took(ms(0));
    expect(
        report.output,
        ((0, 0), Ok(Vec::new())),
        "`collect` and `bounded`: how many; `abort`: which",
        "`collect` と `bounded` の個数、`abort` の結果",
    );
}

// rule: "Each function fetches each item once."
// rule.ja: "どの関数も、それぞれの番号を一度だけ取得します。"
#[test]
fn each_item_is_fetched_once() {
    let ids = [9, 5, 1, 12, 8];
    run(collect(&ids));
    begun_once("collect", &ids);
    run(abort(&ids)).output.ok();
    begun_once("abort", &ids);
    run(bounded(&ids, 2));
    begun_once("bounded", &ids);
}

// rule: "When a function is dropped midway, no call goes on and none begins, again 1 ms later at the latest."
// rule.ja: "途中でドロップされたら、やはり遅くとも 1 ms 後には、進行中の呼び出しはなく、新しく始まることもありません。"
#[test]
fn dropped_midway_then_no_call_goes_on() {
    let ids = [14, 6, 13, 7, 12, 8, 11, 9, 10];
    for moment in [0, 25, 75] {
        given_up("collect", moment, collect(&ids));
        given_up("abort", moment, abort(&ids));
        given_up("bounded", moment, bounded(&ids, 3));
    }
}

// rule: "When a function has returned, no task is left, 1 ms later at the latest."
// rule.ja: "関数が戻って遅くとも 1 ms 後には、タスクは残っていません。"
#[test]
fn when_they_return_no_task_is_left() {
    run(collect(&ONE_TO_TEN)).no_task_left();
    run(abort(&ONE_TO_TEN)).no_task_left();
    run(bounded(&ONE_TO_TEN, 3)).no_task_left();
}
