//! A function that takes an async closure, and one that gives it one: all calls at the same time,
//! with what the closure has borrowed, and the results in order. Time is virtual.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s03-async-await/async_closure.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s03-async-await/async_closure.rs"
)]
mod async_closure;
mod async_closure_scene;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use async_closure::{fetch_all, map_all};
use async_closure_scene::{
    dropped_after, fetches, is_at_once, is_in_order, is_visited, items, maps, maps_any,
    none_has_begun, not_polled_yet, visit,
};
use probe::{Child, Gauge, expect, ms, program};
use tokio::time::{Instant, advance, sleep};

// rule: "The result has one value for each item, in the order of the items, whichever is done first; without items it is empty."
// rule.ja: "結果には、要素ごとにひとつの値が、要素の順に並びます。どれが先に終わっても同じです。要素がなければ空です。"
// rule: "All calls of the closure are in flight at the same time: together they take exactly as long as the longest."
// rule.ja: "クロージャの呼び出しはすべて同時に進行します。全体の所要時間は、ちょうど、いちばん長いものの時間です。"
#[test]
fn all_at_the_same_time_and_in_order() {
    maps(&[31, 7, 53]);
    maps(&[53, 31, 7]);
    maps(&[19, 19]);
    maps(&[23]);
    maps(&(0..77).map(|n| 100 - n).collect::<Vec<_>>());
}

// rule: "The result has one value for each item, in the order of the items, whichever is done first; without items it is empty."
// rule.ja: "結果には、要素ごとにひとつの値が、要素の順に並びます。どれが先に終わっても同じです。要素がなければ空です。"
#[test]
fn no_items_or_none_that_waits() {
    maps(&[]);
    let items = items(&[0, 0, 0]);
    let report = program::run(|| map_all(&items, async |item| std::ptr::from_ref(item)));
    let places: Vec<_> = items.iter().map(std::ptr::from_ref).collect();
    expect(report.output, places, "where the items lie", "要素の位置");
}

// rule: "`map_all` asks no more of the closure, the items, and the results than the stub does: the closure may borrow or own what it captures, may be used again, and nothing need be `Clone`, `Send`, or `'static`."
// rule.ja: "`map_all` は、クロージャにも、要素にも、結果にも、スタブにある以上の条件を求めません。クロージャはキャプチャした値を借用していても所有していてもよく、後でもう一度使われることもあります。どれも `Clone`、`Send`、`'static` とは限りません。"
#[test]
fn closure_borrows_and_is_used_twice() {
    let (list, visits) = (items(&[31, 7]), Gauge::new());
    let seen = RefCell::new(Vec::new());
    let closure = async |item| {
        let visited = visit(item, &visits).await;
        seen.borrow_mut().push(visited);
    };
    program::run(|| async {
        map_all(&list, &closure).await;
        map_all(&list, &closure).await;
    });
    is_visited(&list, 2);
    expect(seen.borrow().len(), 4, "values seen", "記録された値の数");
}

// rule: "`map_all` asks no more of the closure, the items, and the results than the stub does: the closure may borrow or own what it captures, may be used again, and nothing need be `Clone`, `Send`, or `'static`."
// rule.ja: "`map_all` は、クロージャにも、要素にも、結果にも、スタブにある以上の条件を求めません。クロージャはキャプチャした値を借用していても所有していてもよく、後でもう一度使われることもあります。どれも `Clone`、`Send`、`'static` とは限りません。"
#[test]
fn closure_owns_what_its_futures_borrow() {
    let (list, visits) = (items(&[31, 7]), Gauge::new());
    // Not `Clone`, and so neither is the closure.
    let (counter, done) = (AtomicUsize::new(0), Rc::new(Cell::new(0)));
    let told = Rc::clone(&done);
    let closure = async move |item| {
        let visited = visit(item, &visits).await;
        told.set(1 + counter.fetch_add(1, SeqCst));
        visited
    };
    let report = program::run(|| maps_any(&list, closure));
    is_in_order(&report.output, 2);
    expect(
        done.get(),
        2,
        "what the closure counted",
        "クロージャが数えた値",
    );
}

// rule: "Nothing begins before the first poll, and when the future is dropped, nothing goes on; no task is left behind."
// rule.ja: "最初のポーリングの前には何も始まりません。Future がドロップされれば、進行中のものも終わります。タスクは残りません。"
#[test]
fn begins_with_the_first_poll_and_ends_with_the_drop() {
    let (list, visits) = (items(&[31, 19, 3]), Gauge::new());
    let urls = [String::from("/a"), String::from("/b")];
    let report = program::run(|| async {
        let all = map_all(&list, async |item| visit(item, &visits).await);
        not_polled_yet().await;
        none_has_begun(&visits);
        dropped_after(ms(7), all).await;
        visits.is_idle();
        let fetches = Gauge::new();
        let all = fetch_all(&urls, "News", async |url| {
            let _fetch = fetches.enter_as(url);
            sleep(ms(31)).await;
            url.to_owned()
        });
        not_polled_yet().await;
        none_has_begun(&fetches);
        dropped_after(ms(7), all).await;
        fetches.is_idle();
    });
    report.no_task_left();
}

// rule: "All calls of the closure are in flight at the same time: together they take exactly as long as the longest."
// rule.ja: "クロージャの呼び出しはすべて同時に進行します。全体の所要時間は、ちょうど、いちばん長いものの時間です。"
// rule: "The closure is called once for each item, and a future that is done is not polled again."
// rule.ja: "クロージャは要素ごとに一度だけ呼ばれます。終わった Future をもう一度ポーリングすることはありません。"
#[test]
fn done_one_by_one_and_left_alone() {
    let (children, views): (Vec<_>, Vec<_>) = (0..3)
        .map(|item| Child::waiting_as(format_args!("item {item}")))
        .unzip();
    let children: Vec<_> = children
        .into_iter()
        .map(|child| Cell::new(Some(child)))
        .collect();
    let calls = Cell::new(0);
    let report = program::run(|| async {
        let done = Cell::new(None);
        let all = map_all(&children, |child: &Cell<Option<Child<u32>>>| {
            calls.set(calls.get() + 1);
            child.take().expect("each is asked for once")
        });
        let finish = async {
            for (at, output) in [(1, 10), (2, 20), (0, 30)] {
                sleep(ms(10)).await;
                if at == 0 {
                    // Between two ticks of the timers: only a wake tells of it at once.
                    advance(Duration::from_micros(400)).await;
                }
                views[at].finish(output);
            }
            done.set(Some(Instant::now()));
        };
        let output = tokio::join!(all, finish).0;
        (output, done.take().map(|done: Instant| done.elapsed()))
    });
    let (output, late) = report.output;
    for view in &views {
        view.never_polled_after_ready();
    }
    expect(
        calls.get(),
        3,
        "calls of the closure",
        "クロージャの呼び出しの数",
    );
    expect(output, vec![30, 10, 20], "the results", "結果");
    is_at_once(late.unwrap_or_default());
}

// rule: "`fetch_all` calls `fetch` once for each URL, also where two are equal, all at the same time, and returns `HEADING: PAGE` for each URL, in the order of the URLs."
// rule.ja: "`fetch_all` は、URL ごとに一度ずつ (同じ URL が二つあっても)、すべて同時に `fetch` を呼び、それぞれの `HEADING: PAGE` を、URL の順に返します。"
#[test]
fn pages_are_fetched_at_the_same_time() {
    fetches(&[31, 7, 53]);
    fetches(&[53, 31, 7, 53]);
    fetches(&[7, 7]);
    fetches(&[]);
}
