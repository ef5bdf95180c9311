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

use std::time::Duration;

use join_set::fetch_all;
use probe::{Diagnosis, Finding, demand, expect, ms, panics, program};
use s04_composition::service::{End, Service};
use tokio::time::{sleep, timeout};

// lesson: "less than 500 ms"
// lesson.ja: "500 ms 未満"
const IN_ROUNDS: Duration = ms(500);

// lesson: "1200 ms"
// lesson.ja: "1200 ms"
const ONE_BY_ONE: Duration = ms(1200);

/// What `fetch_all` returns: the answers and the errors.
type Lists = (Vec<(u64, String)>, Vec<(u64, String)>);

#[track_caller]
fn fetch(service: &Service, ids: &[u64], limit: usize) -> program::Report<Lists> {
    program::run(|| fetch_all(service.clone(), ids.to_vec(), limit))
}

/// A service that fails at some ids; its calls take between 10 and 50 ms.
fn fails_at(failing: &'static [u64]) -> Service {
    Service::new(|id| (10 * (1 + id * 3 % 5), failing_or(failing, End::Fails, id)))
}

fn failing_or(ids: &[u64], end: End, id: u64) -> End {
    if ids.contains(&id) { end } else { End::Answers }
}

fn ids_of(list: &[(u64, String)]) -> Vec<u64> {
    list.iter().map(|(id, _)| *id).collect()
}

fn sorted<T: Ord + Clone>(list: &[T]) -> Vec<T> {
    let mut list = list.to_vec();
    list.sort_unstable();
    list
}

/// Asks that the first list holds the answers to the ids of `well`, the second those of `failed`,
/// and neither anything else. One that is missing from the first is a case of `lost`, one that is
/// missing from the second a case of `swallowed`.
#[track_caller]
fn hold(lists: &Lists, well: &[u64], failed: &[u64], [lost, swallowed]: [Diagnosis; 2]) {
    let (first, second) = (ids_of(&lists.0), ids_of(&lists.1));
    let (well, failed) = (sorted(well), sorted(failed));
    let missing: Vec<_> = well.iter().filter(|id| !first.contains(id)).collect();
    demand(
        missing.is_empty(),
        lost,
        format!(
            "answered, but not in the first list: {missing:?}; the lists hold {first:?} and {second:?}"
        ),
        format!(
            "応答したのに一つ目のリストにない id: {missing:?} (リストの id は {first:?} と {second:?})"
        ),
    );
    let missing: Vec<_> = failed.iter().filter(|id| !second.contains(id)).collect();
    demand(
        missing.is_empty(),
        swallowed,
        format!("not in the second list: {missing:?}; the lists hold {first:?} and {second:?}"),
        format!("二つ目のリストにない id: {missing:?} (リストの id は {first:?} と {second:?})"),
    );
    let answers: Vec<_> = well.iter().map(|id| (*id, format!("page {id}"))).collect();
    expect(
        sorted(&lists.0),
        answers,
        "the first list",
        "一つ目のリスト",
    );
    expect(
        sorted(&second),
        failed,
        "the ids of the second list",
        "二つ目のリストの id",
    );
}

const BY_AN_ERROR: [Diagnosis; 2] = [Diagnosis::LostMessage, Diagnosis::SwallowedError];
const BY_A_PANIC: [Diagnosis; 2] = [Diagnosis::PanicSpreads, Diagnosis::SwallowedPanic];

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
fn limit_beyond_the_number_of_ids_then_all_at_once() {
    let service = Service::new(|_| (100, End::Answers));
    let report = fetch(&service, &[1, 2, 3], 100);
    hold(&report.output, &[1, 2, 3], &[], BY_AN_ERROR);
    service.calls().at_least(3);
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

#[track_caller]
fn asked_once(service: &Service, ids: &[u64]) {
    let asked = service.asked();
    let never = sorted(ids);
    let never: Vec<_> = never.iter().filter(|id| !asked.contains_key(id)).collect();
    demand(
        never.is_empty(),
        Diagnosis::LostMessage,
        format!("never asked for: {never:?}"),
        format!("一度も問い合わせていない id: {never:?}"),
    );
    let once = ids.iter().map(|id| (*id, 1)).collect();
    expect(
        asked,
        once,
        "the ids, and how often each was asked for",
        "id と、それぞれの問い合わせの回数",
    );
}

// rule: "Both lists are sorted by id."
// rule.ja: "二つのリストは id の昇順に並べます。"
#[test]
fn both_lists_are_sorted_by_id() {
    let ids = [40, 7, 12, 3, 25, 31, 18];
    for limit in [1, 3, 7] {
        let (answers, errors) = fetch(&fails_at(&[40, 12, 25]), &ids, limit).output;
        let (first, second) = (ids_of(&answers), ids_of(&errors));
        expect(
            &first,
            &sorted(&first),
            "the ids of the first list, in order",
            "一つ目のリストの id の順番",
        );
        expect(
            &second,
            &sorted(&second),
            "the ids of the second list, in order",
            "二つ目のリストの id の順番",
        );
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

// rule: "The text of an error contains what the service said."
// rule.ja: "エラーの文字列には、サービスが返した内容が含まれます。"
#[test]
fn error_says_what_the_service_said() {
    let (_, errors) = fetch(&fails_at(&[2, 3]), &[1, 2, 3, 4], 2).output;
    for id in [2, 3] {
        let said = format!("there is no page {id}");
        let of_the_id = errors.iter().find(|(other, _)| *other == id);
        let text = of_the_id.map(|(_, text)| text);
        demand(
            text.is_some_and(|text| text.contains(&said)),
            Diagnosis::SwallowedError,
            format!("id {id} failed with `{said}`; its text in the second list is {text:?}"),
            format!("id {id} は `{said}` で失敗しましたが、二つ目のリストの文字列は {text:?} です"),
        );
    }
}

/// `fetch`, where calls panic. Whatever comes out of it for that reason spreads; a finding is
/// another matter, and so is a `todo!`.
#[track_caller]
fn fetch_though_it_panics(service: &Service, ids: &[u64], limit: usize) -> program::Report<Lists> {
    match panics::caught(|| fetch(service, ids, limit)) {
        Ok(report) => report,
        Err(message) => {
            let other = ["error[", "not yet implemented", "not implemented"];
            if other.iter().any(|begin| message.starts_with(begin)) {
                panic!("{message}");
            }
            Finding::new(Diagnosis::PanicSpreads)
                .note(
                    format!("a call panicked, and `fetch_all` with it: `{message}`"),
                    format!("呼び出しのパニックで `fetch_all` もパニックしました: `{message}`"),
                )
                .raise()
        }
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

// lesson: "1 ms later at the latest"
// lesson.ja: "遅くとも 1 ms 後"
const A_TURN: Duration = ms(1);

// rule: "When the whole is dropped, no call goes on and none begins, 1 ms later at the latest."
// rule.ja: "全体がドロップされたら、遅くとも 1 ms 後には、進行中の呼び出しはなく、新しく始まることもありません。"
#[test]
fn dropped_midway_then_no_call_goes_on() {
    let ids: Vec<u64> = (1..=9).collect();
    for moment in [0, 50, 150, 250] {
        let service = Service::new(|_| (100, End::Answers));
        let report = program::run(|| async {
            let _ = timeout(ms(moment), fetch_all(service.clone(), ids.clone(), 3)).await;
            // A task that is aborted ends in its own turn.
            sleep(A_TURN).await;
            let (going, begun) = (service.calls().now(), service.calls().total());
            sleep(ms(10_000)).await;
            (going, service.calls().total() - begun)
        });
        let (going, begun) = report.output;
        demand(
            going == 0,
            Diagnosis::WorksAfterDrop,
            format!("dropped after {moment} ms: {going} calls went on"),
            format!("{moment} ms でドロップした後も、{going} 個の呼び出しが続いていました"),
        );
        demand(
            begun == 0,
            Diagnosis::WorksAfterDrop,
            format!("dropped after {moment} ms: {begun} calls began later"),
            format!("{moment} ms でドロップした後に、{begun} 個の呼び出しが始まりました"),
        );
        report.no_task_left();
    }
}

// rule: "When `fetch_all` returns, no task is left."
// rule.ja: "`fetch_all` が戻ったとき、タスクは残っていません。"
#[test]
fn when_it_returns_no_task_is_left() {
    for failing in [&[][..], &[1, 4, 7]] {
        fetch(&fails_at(failing), &[1, 2, 3, 4, 5, 6, 7], 3).no_task_left();
    }
}
