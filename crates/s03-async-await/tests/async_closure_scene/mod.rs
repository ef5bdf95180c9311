//! Items that take their time, and what is asked of what becomes of them.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use probe::{Diagnosis, Gauge, demand, expect, ms, program};
use tokio::time::{sleep, timeout};

use crate::async_closure::{fetch_all, map_all};

/// Neither `Clone` nor `Sync`.
pub struct Item {
    name: usize,
    takes: Duration,
    visits: Cell<usize>,
}

/// What becomes of an item: not `Clone` either.
#[derive(Debug, PartialEq)]
pub struct Visited(Box<usize>);

/// Items that take so many milliseconds.
pub fn items(plan: &[u64]) -> Vec<Item> {
    let item = |(name, &takes)| Item {
        name,
        takes: ms(takes),
        visits: Cell::new(0),
    };
    plan.iter().enumerate().map(item).collect()
}

/// Visits are counted, those under way and all of them.
pub async fn visit(item: &Item, visits: &Gauge) -> Visited {
    let _visit = visits.enter_as(format_args!("item {}", item.name));
    item.visits.set(item.visits.get() + 1);
    sleep(item.takes).await;
    Visited(Box::new(item.name))
}

/// Asks for one result for each item, in their order and in the time of the longest.
#[track_caller]
pub fn maps(plan: &[u64]) {
    let (items, visits) = (items(plan), Gauge::new());
    let report = program::run(|| map_all(&items, async |item| visit(item, &visits).await));
    is_in_order(&report.output, plan.len());
    is_visited(&items, 1);
    let (longest, sum) = times(plan);
    if report.elapsed > longest {
        visits.at_least(plan.len());
    }
    report.took_not(longest, sum);
}

/// Any closure that the stub takes, whatever it captures.
pub async fn maps_any<'a, T, R>(items: &'a [T], closure: impl AsyncFn(&'a T) -> R) -> Vec<R> {
    map_all(items, closure).await
}

/// The longest time, and that of all one by one.
pub fn times(plan: &[u64]) -> (Duration, Duration) {
    let longest = plan.iter().max().copied().unwrap_or_default();
    let sum: u64 = plan.iter().sum();
    (
        ms(longest),
        if sum == longest {
            Duration::MAX
        } else {
            ms(sum)
        },
    )
}

#[track_caller]
pub fn is_in_order(output: &[Visited], count: usize) {
    let names: Vec<usize> = output.iter().map(|visited| *visited.0).collect();
    let asked: Vec<usize> = (0..count).collect();
    expect(
        names,
        asked,
        "the items of which these are the results",
        "結果に対応する要素",
    );
}

/// Asks that each item itself was given to the closure so many times.
#[track_caller]
pub fn is_visited(items: &[Item], times: usize) {
    let odd = items.iter().find(|item| item.visits.get() != times);
    if let Some(item) = odd {
        expect(
            item.visits.get(),
            times,
            &format!("calls for item {}", item.name),
            &format!("要素 {} に対する呼び出しの数", item.name),
        );
    }
}

/// Time in which a future that was made is left alone.
pub async fn not_polled_yet() {
    let _time = Gauge::new().enter_as("not polled yet");
    sleep(ms(3)).await;
}

/// Polls a future for so long, and drops it.
pub async fn dropped_after(limit: Duration, future: impl Future) {
    let _time = Gauge::new().enter_as("the future");
    let _ = timeout(limit, future).await;
}

/// Asks that so many visits have begun by now.
#[track_caller]
pub fn none_has_begun(visits: &Gauge) {
    let begun = visits.total();
    demand(
        begun == 0,
        Diagnosis::EagerStart,
        format!("before the first poll, {begun} calls had begun"),
        format!("最初のポーリングの前に、{begun} 個の呼び出しが始まっていました"),
    );
}

/// Asks that all were done at the moment at which the last of them was.
#[track_caller]
pub fn is_at_once(late: Duration) {
    demand(
        late.is_zero(),
        Diagnosis::ReadyTooLate,
        format!("the last call was done, and `map_all` waited for {late:?} more"),
        format!("最後の呼び出しが終わった後も、`map_all` はさらに {late:?} 待ちました"),
    );
}

/// Asks `fetch_all` for pages that take so many milliseconds. Those that take the same have the same
/// URL.
#[track_caller]
pub fn fetches(plan: &[u64]) {
    let urls: Vec<String> = plan.iter().map(|takes| format!("/page/{takes}")).collect();
    let (asked_for, calls) = (RefCell::new(Vec::new()), Gauge::new());
    let fetch = async |url: &str| {
        let _call = calls.enter_as(url);
        asked_for.borrow_mut().push(url.to_owned());
        let takes = url.rsplit('/').next().and_then(|takes| takes.parse().ok());
        sleep(ms(takes.unwrap_or(0))).await;
        format!("this is {url}")
    };
    let report = program::run(|| fetch_all(&urls, "News", &fetch));
    let pages: Vec<String> = urls
        .iter()
        .map(|url| format!("News: this is {url}"))
        .collect();
    expect(&report.output, &pages, "the pages", "ページ");
    let mut asked_for = asked_for.take();
    asked_for.sort();
    let mut once = urls.clone();
    once.sort();
    expect(asked_for, once, "what was fetched", "取得されたもの");
    let (longest, sum) = times(plan);
    if report.elapsed > longest {
        calls.at_least(plan.len());
    }
    report.took_not(longest, sum);
}
