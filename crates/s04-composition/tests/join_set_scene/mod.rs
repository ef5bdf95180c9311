//! A service for each test, and what is asked of the two lists and of the calls.

use std::time::Duration;

use probe::{Diagnosis, Finding, demand, expect, ms, panics, program};
use s04_composition::service::{End, Service};
use tokio::time::{sleep, timeout};

use crate::join_set::fetch_all;

/// What `fetch_all` returns: the answers and the errors.
pub type Lists = (Vec<(u64, String)>, Vec<(u64, String)>);

#[track_caller]
pub fn fetch(service: &Service, ids: &[u64], limit: usize) -> program::Report<Lists> {
    program::run(|| fetch_all(service.clone(), ids.to_vec(), limit))
}

/// A service that fails at some ids; its calls take between 10 and 50 ms.
pub fn fails_at(failing: &'static [u64]) -> Service {
    Service::new(|id| (10 * (1 + id * 3 % 5), failing_or(failing, End::Fails, id)))
}

pub fn failing_or(ids: &[u64], end: End, id: u64) -> End {
    if ids.contains(&id) { end } else { End::Answers }
}

pub fn ids_of(list: &[(u64, String)]) -> Vec<u64> {
    list.iter().map(|(id, _)| *id).collect()
}

pub fn sorted<T: Ord + Clone>(list: &[T]) -> Vec<T> {
    let mut list = list.to_vec();
    list.sort_unstable();
    list
}

/// Asks that the first list holds the answers to the ids of `well`, the second those of `failed`,
/// and neither anything else. One that is missing from the first is a case of `lost`, one that is
/// missing from the second a case of `swallowed`.
#[track_caller]
pub fn hold(lists: &Lists, well: &[u64], failed: &[u64], [lost, swallowed]: [Diagnosis; 2]) {
    let (first, second) = (ids_of(&lists.0), ids_of(&lists.1));
    let (well, failed) = (sorted(well), sorted(failed));
    let missing: Vec<_> = well.iter().filter(|id| !first.contains(id)).collect();
    demand(
        missing.is_empty(),
        lost,
        format!("not in the first list: {missing:?}; the lists hold {first:?} and {second:?}"),
        format!("一つ目のリストにない id: {missing:?} (リストの id は {first:?} と {second:?})"),
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

pub const BY_AN_ERROR: [Diagnosis; 2] = [Diagnosis::LostMessage, Diagnosis::SwallowedError];
pub const BY_A_PANIC: [Diagnosis; 2] = [Diagnosis::PanicSpreads, Diagnosis::SwallowedPanic];

/// Asks that the text of this id, in the second list, contains what the service said.
#[track_caller]
pub fn says(errors: &[(u64, String)], id: u64) {
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

/// Asks that the ids of both lists ascend.
#[track_caller]
pub fn ascend((answers, errors): &Lists) {
    for (list, en, ja) in [
        (answers, "the first list", "一つ目のリスト"),
        (errors, "the second list", "二つ目のリスト"),
    ] {
        let ids = ids_of(list);
        expect(
            &ids,
            &sorted(&ids),
            &format!("the ids of {en}, in order"),
            &format!("{ja}の id の順番"),
        );
    }
}

#[track_caller]
pub fn asked_once(service: &Service, ids: &[u64]) {
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

/// `fetch`, where calls panic. Whatever comes out of it for that reason spreads; a finding is
/// another matter, and so is a `todo!`.
#[track_caller]
pub fn fetch_though_it_panics(
    service: &Service,
    ids: &[u64],
    limit: usize,
) -> program::Report<Lists> {
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

// lesson: "1 ms later at the latest"
// lesson.ja: "遅くとも 1 ms 後"
const A_TURN: Duration = ms(1);

/// Drops `fetch_all` at that moment, and looks what becomes of its calls.
#[track_caller]
pub fn given_up(moment: u64) {
    let ids: Vec<u64> = (1..=9).collect();
    let service = Service::new(|_| (100, End::Answers));
    let report = program::run(|| async {
        let _ = timeout(ms(moment), fetch_all(service.clone(), ids, 3)).await;
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
