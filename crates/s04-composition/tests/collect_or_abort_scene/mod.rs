//! The items of a test, and what is asked of the results and of the calls.

use std::time::Duration;

use probe::{Diagnosis, Finding, demand, expect, ms, program};
use s04_composition::items::{account, new_account};
use tokio::time::{sleep, timeout};

use crate::collect_or_abort::abort;

pub const ONE_TO_TEN: [u32; 10] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/// Runs a call, with a new account.
#[track_caller]
pub fn run<T>(call: impl Future<Output = T>) -> program::Report<T> {
    new_account();
    program::run(|| call)
}

/// The time that the items take, one after the other.
pub fn one_by_one(ids: &[u32]) -> Duration {
    ms(ids.iter().map(|id| u64::from(*id) * 10).sum())
}

/// What item 5 says.
pub const SAID: &str = "item 5 is out of stock";

/// Asks for one result for each id, in its place.
#[track_caller]
pub fn each_in_its_place(results: &[anyhow::Result<String>], ids: &[u32]) {
    let seen: Vec<String> = results
        .iter()
        .map(|result| match result {
            Ok(item) => item.clone(),
            Err(error) => format!("error: {error:#}"),
        })
        .collect();
    let error = results.iter().find_map(|result| result.as_ref().err());
    demand(
        error.is_some() || !ids.contains(&5),
        Diagnosis::SwallowedError,
        format!("item 5 failed; the results of {ids:?} are {seen:?}"),
        format!("5 番の取得は失敗しましたが、{ids:?} の結果は {seen:?} です"),
    );
    demand(
        seen.len() >= ids.len(),
        Diagnosis::LostMessage,
        format!("{} ids, {} results: {seen:?}", ids.len(), seen.len()),
        format!(
            "id {} 個に対して結果 {} 個: {seen:?}",
            ids.len(),
            seen.len()
        ),
    );
    let kinds: Vec<&str> = seen
        .iter()
        .map(|text| text.split_once(": ").map_or(&**text, |(kind, _)| kind))
        .collect();
    let asked: Vec<String> = ids
        .iter()
        .map(|id| match id {
            5 => String::from("error"),
            _ => format!("item {id}"),
        })
        .collect();
    expect(
        kinds,
        asked.iter().map(String::as_str).collect(),
        &format!("the results of {ids:?}"),
        &format!("{ids:?} の結果"),
    );
    if let Some(error) = error {
        says(error);
    }
}

#[track_caller]
pub fn says(error: &anyhow::Error) {
    let chain = format!("{error:#}");
    demand(
        chain.contains(SAID),
        Diagnosis::SwallowedError,
        format!("the cause was `{SAID}`; the error says `{chain}`"),
        format!("原因は `{SAID}` ですが、エラーの内容は `{chain}` です"),
    );
}

/// Asks that `abort` returned the items of these ids, in their order.
#[track_caller]
pub fn items_of(output: &anyhow::Result<Vec<String>>, ids: &[u32]) {
    let items = output.as_ref().map_err(|error| format!("{error:#}"));
    let asked: Vec<String> = ids.iter().map(|id| format!("item {id}")).collect();
    expect(
        items,
        Ok(&asked),
        &format!("the items of {ids:?}"),
        &format!("{ids:?} の結果"),
    );
}

#[track_caller]
pub fn error_of(output: &anyhow::Result<Vec<String>>) -> &anyhow::Error {
    match output {
        Err(error) => error,
        Ok(items) => Finding::new(Diagnosis::SwallowedError)
            .note(
                format!("item 5 failed, and `abort` returned `Ok` with {items:?}"),
                format!("5 番の取得は失敗しましたが、`abort` は `Ok` ({items:?}) を返しました"),
            )
            .raise(),
    }
}

// lesson: "1 ms later at the latest"
// lesson.ja: "遅くとも 1 ms 後"
const A_TURN: Duration = ms(1);

/// Runs `abort`, and looks what becomes of the calls that are longer than that of item 5.
#[track_caller]
pub fn gives_up_the_rest(ids: &[u32]) {
    let report = run(async {
        let _ = abort(ids).await;
        // A task that is aborted ends in its own turn.
        sleep(A_TURN).await;
        let going = account().calls.now();
        sleep(ms(10_000)).await;
        going
    });
    let going = report.output;
    let mut ended = account().ended;
    ended.retain(|id| *id > 5);
    demand(
        going == 0 && ended.is_empty(),
        Diagnosis::WorksAfterDrop,
        format!(
            "{A_TURN:?} after the end of `abort`, {going} calls were in flight; later {ended:?} ended"
        ),
        format!(
            "`abort` が終わって {A_TURN:?} 後、{going} 個の呼び出しが進行中で、その後 {ended:?} が最後まで動きました"
        ),
    );
}

#[track_caller]
pub fn begun_once(name: &str, ids: &[u32]) {
    let mut begun = account().begun;
    begun.sort_unstable();
    let mut asked = ids.to_vec();
    asked.sort_unstable();
    let never: Vec<_> = asked.iter().filter(|id| !begun.contains(id)).collect();
    demand(
        never.is_empty(),
        Diagnosis::LostMessage,
        format!("`{name}` never fetched {never:?}"),
        format!("`{name}` は {never:?} を一度も取得していません"),
    );
    expect(
        begun,
        asked,
        &format!("the items that `{name}` fetched"),
        &format!("`{name}` が取得した番号"),
    );
}

/// Drops a call at that moment, and looks what becomes of it.
#[track_caller]
pub fn given_up(name: &str, moment: u64, call: impl Future) {
    let report = run(async {
        let _ = timeout(ms(moment), call).await;
        sleep(A_TURN).await;
        let calls = account().calls;
        let (going, begun) = (calls.now(), calls.total());
        sleep(ms(10_000)).await;
        (going, calls.total() - begun)
    });
    let (going, begun) = report.output;
    demand(
        going == 0 && begun == 0,
        Diagnosis::WorksAfterDrop,
        format!("`{name}` dropped after {moment} ms: {going} calls went on, {begun} began later"),
        format!(
            "`{name}` を {moment} ms でドロップした後、{going} 個の呼び出しが続き、{begun} 個が新たに始まりました"
        ),
    );
    report.no_task_left();
}
