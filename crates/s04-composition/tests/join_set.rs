//! Many calls, so many at a time and no more. Each of them ends in one of two lists: an error, and
//! even a panic, is the affair of one id.
//!
//! Start with the first test and the two on the limit. Time is virtual.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s04-composition/join_set.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s04-composition/join_set.rs"
)]
mod join_set;
mod join_set_scene;

use std::time::Duration;

use join_set_scene::{
    BY_A_PANIC, BY_AN_ERROR, ascend, asked_once, failing_or, fails_at, fetch,
    fetch_though_it_panics, given_up, hold, says,
};
use probe::{expect, ms};
use s04_composition::service::{End, Service};

// lesson: "less than 500 ms"
// lesson.ja: "500 ms 未満"
const IN_ROUNDS: Duration = ms(500);

// lesson: "1200 ms"
// lesson.ja: "1200 ms"
const ONE_BY_ONE: Duration = ms(1200);

// rule: "An answer is in the first list with its id, an error in the second."
// rule.ja: "応答は id とともに一つ目のリストに、エラーは二つ目のリストに入ります。"
#[test]
fn all_answer_then_all_are_in_the_first_list() {
    let ids = [1, 2, 3, 4, 5, 6, 7];
    for limit in [3, 4] {
        let lists = fetch(&fails_at(&[]), &ids, limit).output;
        hold(&lists, &ids, &[], BY_AN_ERROR);
    }
}

// rule: "Never more than `limit` calls of `fetch` are in flight; calls are counted, not tasks."
// rule.ja: "進行中の `fetch` の呼び出しが `limit` 個を超えることはありません。数えるのはタスクではなく呼び出しです。"
#[test]
fn no_more_calls_in_flight_than_the_limit() {
    let ids: Vec<u64> = (1..=12).collect();
    for limit in 1..=4 {
        let service = fails_at(&[3, 6, 9]);
        fetch(&service, &ids, limit);
        service.calls().at_most(limit);
    }
}

// rule: "While there are enough ids, `limit` calls are in flight; a free place need not be filled at once."
// rule.ja: "id が十分に残っている間は、`limit` 個まで同時に進めます。空きができてもすぐに埋める必要はありません。"
// rule: "Twelve calls of 100 ms each, with a limit of 3, take less than 500 ms; one after the other they would take 1200 ms."
// rule.ja: "1 回 100 ms の呼び出し 12 個は、上限が 3 なら 500 ms 未満で終わります。ひとつずつなら 1200 ms です。"
// rule: "The thread is not blocked meanwhile."
// rule.ja: "待つ間、スレッドをブロックすることもありません。"
#[test]
fn as_many_calls_in_flight_as_the_limit() {
    let ids: Vec<u64> = (1..=12).collect();
    let service = Service::new(|_| (100, End::Answers));
    let report = fetch(&service, &ids, 3);
    service.calls().at_most(3);
    service.calls().at_least(3);
    // Less than a third of the whole is only possible where the clock could not follow.
    if !(ONE_BY_ONE / 3..IN_ROUNDS).contains(&report.elapsed) {
        report.took_not(ONE_BY_ONE / 3, ONE_BY_ONE);
    }
}

// rule: "While there are enough ids, `limit` calls are in flight; a free place need not be filled at once."
// rule.ja: "id が十分に残っている間は、`limit` 個まで同時に進めます。空きができてもすぐに埋める必要はありません。"
#[test]
fn limit_of_65_then_65_at_once() {
    let ids: Vec<u64> = (1..=130).collect();
    for limit in [10, 65] {
        let service = Service::new(|_| (100, End::Answers));
        let report = fetch(&service, &ids, limit);
        hold(&report.output, &ids, &[], BY_AN_ERROR);
        service.calls().at_most(limit);
        service.calls().at_least(limit);
    }
}

// rule: "An error belongs to its id, and the others are not lost by it."
// rule.ja: "エラーはその id だけのもので、ほかの id の結果が失われることはありません。"
#[test]
fn some_fail_then_the_others_are_not_lost() {
    let ids = [1, 2, 3, 4, 5, 6, 7];
    for failing in [&[1][..], &[4], &[7], &[1, 2, 3], &[1, 2, 3, 4, 5, 6, 7]] {
        for limit in [1, 3] {
            let lists = fetch(&fails_at(failing), &ids, limit).output;
            let well: Vec<_> = ids.into_iter().filter(|id| !failing.contains(id)).collect();
            hold(&lists, &well, failing, BY_AN_ERROR);
        }
    }
}

// rule: "Each id is asked for exactly once, in any order."
// rule.ja: "どの id にも、ちょうど一度だけ問い合わせます。順番は自由です。"
#[test]
fn each_id_is_asked_for_once() {
    let ids = [40, 7, 12, 3, 25, 31, 18];
    for limit in [1, 3] {
        let service = fails_at(&[12, 18]);
        fetch(&service, &ids, limit);
        asked_once(&service, &ids);
    }
}

// rule: "Both lists are sorted by id."
// rule.ja: "二つのリストは id の昇順に並べます。"
#[test]
fn both_lists_are_sorted_by_id() {
    let ids = [40, 7, 12, 3, 25, 31, 18];
    for limit in [1, 3, 7] {
        ascend(&fetch(&fails_at(&[40, 12, 25]), &ids, limit).output);
    }
}

// rule: "The text of an error contains what the service said."
// rule.ja: "エラーの文字列には、サービスが返した内容が含まれます。"
#[test]
fn error_says_what_the_service_said() {
    let (_, errors) = fetch(&fails_at(&[2, 3]), &[1, 2, 3, 4], 2).output;
    for id in [2, 3] {
        says(&errors, id);
    }
}

// rule: "Never more than `limit` calls of `fetch` are in flight; calls are counted, not tasks."
// rule.ja: "進行中の `fetch` の呼び出しが `limit` 個を超えることはありません。数えるのはタスクではなく呼び出しです。"
// rule: "A call that panics is an error of its id as well, with any text."
// rule.ja: "パニックした呼び出しも、その id のエラーです。文字列は何でもかまいません。"
// rule: "The panic does not come out of `fetch_all`, and affects no other call."
// rule.ja: "パニックが `fetch_all` の外へ出ることも、ほかの呼び出しを巻き込むこともありません。"
#[test]
fn call_that_panics_is_an_error_of_its_id() {
    let ids = [1, 2, 3, 4, 5, 6, 7];
    for limit in [1, 3] {
        // Whoever loses calls in calm weather does not lose them to the panic.
        let lists = fetch(&fails_at(&[]), &ids, limit).output;
        hold(&lists, &ids, &[], BY_AN_ERROR);
        for panicking in [&[4][..], &[1], &[7], &[2, 3, 6]] {
            for milliseconds in [20, 0] {
                let service =
                    Service::new(move |id| match failing_or(panicking, End::Panics, id) {
                        End::Panics => (milliseconds, End::Panics),
                        end => (10 * (1 + id * 3 % 5), end),
                    });
                let lists = fetch_though_it_panics(&service, &ids, limit).output;
                service.calls().at_most(limit);
                let mut others = ids.to_vec();
                others.retain(|id| !panicking.contains(id));
                hold(&lists, &others, panicking, BY_A_PANIC);
                asked_once(&service, &ids);
            }
        }
    }
}

// rule: "Without ids there are two empty lists, at once."
// rule.ja: "id がひとつもなければ、すぐに空のリストを二つ返します。"
#[test]
fn no_ids_then_two_empty_lists_at_once() {
    let report = fetch(&fails_at(&[]), &[], 3);
    report.took(ms(0));
    let empty = (Vec::new(), Vec::new());
    expect(report.output, empty, "the lists", "二つのリスト");
}

// rule: "When `fetch_all` is dropped midway, no call goes on and none begins, 1 ms later at the latest."
// rule.ja: "途中でドロップされたら、遅くとも 1 ms 後には、進行中の呼び出しはなく、新しく始まることもありません。"
#[test]
fn dropped_midway_then_no_call_goes_on() {
    for moment in [0, 50, 150, 250] {
        given_up(moment);
    }
}

// rule: "When `fetch_all` has returned, no task is left, 1 ms later at the latest."
// rule.ja: "`fetch_all` が戻って遅くとも 1 ms 後には、タスクは残っていません。"
#[test]
fn when_it_returns_no_task_is_left() {
    for failing in [&[][..], &[1, 4, 7]] {
        fetch(&fails_at(failing), &[1, 2, 3, 4, 5, 6, 7], 3).no_task_left();
    }
}

// rule: "While there are enough ids, `limit` calls are in flight; a free place need not be filled at once."
// rule.ja: "id が十分に残っている間は、`limit` 個まで同時に進めます。空きができてもすぐに埋める必要はありません。"
#[test]
fn limit_beyond_the_number_of_ids_then_all_at_once() {
    for limit in [4, 100, usize::MAX] {
        let service = Service::new(|_| (100, End::Answers));
        let report = fetch(&service, &[1, 2, 3], limit);
        hold(&report.output, &[1, 2, 3], &[], BY_AN_ERROR);
        service.calls().at_least(3);
    }
}
