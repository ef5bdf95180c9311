//! A future that is `Unpin` may move at any time: it is polled where it is, and handed back. Any
//! other one has to stay, from its first poll on, and only a pointer to it is handed back.
//!
//! Start with the tests of `given`, then those of `try_now`, then those of `try_any`.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s05-pin/unpin.rs"
)]
#[cfg_attr(feature = "solution", path = "../../../solutions/s05-pin/unpin.rs")]
mod unpin;

mod unpin_scene;

use std::cell::Cell;
use std::future::{pending, ready};
use std::marker::PhantomPinned;
use std::pin::pin;
use std::rc::Rc;

use probe::{Child, Diagnosis, Probe, Settled, demand, expect, heap, implements, once};
use unpin::{Given, given};
use unpin_scene::{
    Counted, Stone, dropped_once, hold, one_box_for, panics_at_a_second_poll, polled_once_and_gone,
    tried_any, tried_now, tried_now_without_heap, tries_any, tries_now, wakes_nobody,
};

#[global_allocator]
static HEAP: heap::Counting = heap::Counting;

// rule: "`given(value)` is ready at its first poll, with this value. It need not be `Clone`, `Send`, or `Unpin`."
// rule.ja: "`given(value)` は最初のポーリングで、その値とともに `Ready` になります。値は `Clone`、`Send`、`Unpin` とは限りません。"
#[test]
fn given_then_ready() {
    // Nothing on the heap: a value that comes out twice is looked for further down.
    let text = Probe::new(given("a text")).ready();
    expect(text, "a text", "the output", "出力");
    let number = Probe::new(given(7_u128)).ready();
    expect(number, 7, "the output", "出力");
    let stone = Probe::new(given(Stone(8, PhantomPinned))).ready();
    expect(stone.0, 8, "the output", "出力");
}

// rule: "A `Given<T>` is `Unpin`, whatever `T` is."
// rule.ja: "`Given<T>` は、`T` が何であっても `Unpin` です。"
#[test]
fn may_move_whatever_it_holds() {
    demand(
        implements!(Given<PhantomPinned>: Unpin),
        Diagnosis::NeedlessPin,
        "`Given<PhantomPinned>` is not `Unpin`; nothing in it is ever pinned",
        "`Given<PhantomPinned>` が `Unpin` ではありません。ピン留めされるものは中にありません",
    );
}

// rule: "A poll after `Ready` panics."
// rule.ja: "`Ready` の後のポーリングはパニックします。"
#[test]
fn polled_again_then_panics() {
    panics_at_a_second_poll(given(7));
    panics_at_a_second_poll(given(()));
}

// rule: "The value is dropped once, also when nobody polls."
// rule.ja: "値は一度だけドロップされます。一度もポーリングされなくても同じです。"
#[test]
fn dropped_once_polled_or_not() {
    let drops = Cell::new(0);
    drop(given(Counted(&drops)));
    dropped_once(&drops);

    let mut probe = Probe::new(given(Counted(&drops)));
    hold(probe.ready(), &drops);
    probe.drop_future();
    dropped_once(&drops);
}

// rule: "`try_now` and `try_any` poll the future once. If it is ready, they return `Ok` with the output, and the future has been dropped."
// rule.ja: "`try_now` と `try_any` は Future を一度だけポーリングします。`Ready` なら出力を `Ok` で返し、Future はドロップされています。"
#[test]
fn ready_now_then_ok() {
    let tried = tried_now(once(ready(7)));
    expect(tried, Some(7), "the result", "結果");
    let tried = tried_now(given(String::from("now")));
    expect(tried.as_deref(), Some("now"), "the result", "結果");

    let (child, view) = Child::yielding(0, 7);
    let tried = tried_now(Box::pin(child));
    expect(tried, Some(7), "the result", "結果");
    polled_once_and_gone(&view);
}

// rule: "Otherwise they return `Err` with the same future, which goes on where it was."
// rule.ja: "そうでなければ同じ Future を `Err` で返します。その Future は続きから進みます。"
// rule: "They pass on the context that they are given: the task is woken when the future wakes it, and only then."
// rule.ja: "渡されたコンテキストをそのまま使います。タスクが起床するのは、Future が起床させたときだけです。"
#[test]
fn not_now_then_given_back_then_woken_then_ok() {
    let (child, view) = Child::waiting_as("the child");
    let mut probe = Probe::new(tries_now(Box::pin(child)));
    probe.pending();
    wakes_nobody(&probe, &view, 1);
    probe.pending_with_new_waker();
    wakes_nobody(&probe, &view, 2);
    view.finish("later");
    probe.woken();
    expect(probe.ready(), "later", "the output", "出力");
    polled_once_and_gone(&view);
}

// rule: "`try_now` takes nothing from the heap, and `try_any` only one box."
// rule.ja: "`try_now` はヒープを使わず、`try_any` が使うのは `Box` ひとつだけです。"
#[test]
fn nothing_from_the_heap() {
    let tried = tried_now_without_heap(ready(7));
    expect(tried, Some(7), "the result", "結果");
    let tried = tried_now_without_heap(pending::<u8>());
    expect(tried, None, "the result", "結果");
}

// rule: "`try_any` takes any future, also one that borrows, or is not `Send`."
// rule.ja: "`try_any` はどんな Future でも受け取ります。借用しているものや、`Send` でないものも同じです。"
#[test]
fn any_future_then_ok() {
    let text = Rc::new(String::from("borrowed"));
    let tried = tried_any(async { text.as_str() });
    expect(tried, Some("borrowed"), "the result", "結果");
    let tried = tried_any(ready(7));
    expect(tried, Some(7), "the result", "結果");

    let (child, view) = Child::yielding(0, 7);
    let tried = tried_any(child);
    expect(tried, Some(7), "the result", "結果");
    polled_once_and_gone(&view);
}

// rule: "`try_now` and `try_any` poll the future once. If it is ready, they return `Ok` with the output, and the future has been dropped."
// rule.ja: "`try_now` と `try_any` は Future を一度だけポーリングします。`Ready` なら出力を `Ok` で返し、Future はドロップされています。"
#[test]
fn one_that_wakes_itself_is_polled_once() {
    let (child, view) = Child::yielding(1, 7);
    let tried = tried_now(pin!(child));
    expect(
        (tried, view.polls()),
        (None, 1),
        "output and polls",
        "出力とポーリング回数",
    );
    let (child, view) = Child::yielding(1, 7);
    let tried = tried_any(child);
    expect(
        (tried, view.polls()),
        (None, 1),
        "output and polls",
        "出力とポーリング回数",
    );
}

// rule: "A future that `try_any` has polled is not moved any more."
// rule.ja: "`try_any` がポーリングした Future は、もうムーブされません。"
#[test]
fn polled_then_stays_where_it_is() {
    let settled = Settled::new();
    for yields in 0..4 {
        let mut probe = Probe::new(tries_any(settled.yielding(yields, yields)));
        for _ in 0..yields {
            probe.pending();
        }
        expect(probe.ready(), yields, "the output", "出力");
        probe.drop_future();
        settled.never_moved();
    }
    let mut probe = Probe::new(tries_any(settled.yielding(1, ())));
    probe.pending();
    probe.drop_future();
    settled.never_moved();
}

// rule: "`try_now` takes nothing from the heap, and `try_any` only one box."
// rule.ja: "`try_now` はヒープを使わず、`try_any` が使うのは `Box` ひとつだけです。"
#[test]
fn one_box_for_any() {
    one_box_for(ready(7));
    one_box_for(pending::<u8>());
    one_box_for(Child::<u8>::waiting().0);
}

// rule: "Otherwise they return `Err` with the same future, which goes on where it was."
// rule.ja: "そうでなければ同じ Future を `Err` で返します。その Future は続きから進みます。"
// rule: "They pass on the context that they are given: the task is woken when the future wakes it, and only then."
// rule.ja: "渡されたコンテキストをそのまま使います。タスクが起床するのは、Future が起床させたときだけです。"
#[test]
fn any_not_now_then_boxed_then_woken_then_ok() {
    let (child, view) = Child::waiting();
    let mut probe = Probe::new(tries_any(child));
    probe.pending();
    wakes_nobody(&probe, &view, 1);
    view.finish("later");
    probe.woken();
    expect(probe.ready(), "later", "the output", "出力");
}
