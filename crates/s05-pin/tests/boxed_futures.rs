//! Futures of different types become one type, stand in one list, and run at the same time. What
//! is in a box stays where it is, while the box goes to other threads.
//!
//! Start with the first three tests.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s05-pin/boxed_futures.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s05-pin/boxed_futures.rs"
)]
mod boxed_futures;

mod boxed_futures_scene;

use boxed_futures::{Boxed, boxed, execute_all};
use boxed_futures_scene::{
    Named, are_gone, falls_asleep, given_up_after, late, number, of_different_types, sleeps,
};
use probe::{Child, Diagnosis, Settled, demand, expect, heap, implements, ms, once, program};
use probe::{Probe, value_implements};

#[global_allocator]
static HEAP: heap::Counting = heap::Counting;

// lesson: "at most twice in a row"
// lesson.ja: "続けて最大 2 回"
const OWN_WAKES: usize = 2;

// rule: "`boxed` takes any future whose output is a `String` and which is `Send`. It may borrow, and need not be `Unpin`. Boxed, futures of different types stand in one list."
// rule.ja: "`boxed` は、出力が `String` で `Send` な Future なら何でも受け取ります。借用していることもあり、`Unpin` とは限りません。`Box` に入れれば、異なる型の Future がひとつのリストに並びます。"
// rule: "The outputs come in the order of the list, not in the order in which they end. The list may be empty, or hold a hundred."
// rule.ja: "出力は、終わった順ではなくリストの順に並びます。リストは空のことも、100 個のこともあります。"
#[test]
fn different_types_in_one_list() {
    let name = Named(String::from("borrowed"));
    let report = program::run(|| execute_all(of_different_types(&name)));
    expect(
        report.output.join(", ").as_str(),
        "a name: borrowed, slept 20 ms, at once, from a box, slept 10 ms",
        "the outputs",
        "出力",
    );
}

// rule: "All wait at the same time: sleeps of 107, 211, and 53 ms take 211 ms together."
// rule.ja: "全部が同時に待ちます。107 ms、211 ms、53 ms の sleep なら、全体で 211 ms です。"
#[test]
fn takes_as_long_as_the_longest() {
    for lengths in [[107, 211, 53], [53, 107, 211], [211, 53, 107]] {
        let report = program::run(|| execute_all(sleeps(lengths)));
        report.took_not(ms(211), ms(371));
        let asked = lengths.map(|length| format!("slept {length} ms"));
        expect(&*report.output, &asked[..], "the outputs", "出力");
    }
}

// rule: "A `Boxed` may go to another thread, and so may the future of `execute_all`."
// rule.ja: "`Boxed` は別のスレッドへ移せます。`execute_all` の Future も移せます。"
#[test]
fn both_may_go_to_another_thread() {
    demand(
        implements!(Boxed<'static>: Send),
        Diagnosis::ThreadBound,
        "`Boxed` is not `Send`",
        "`Boxed` が `Send` ではありません",
    );
    demand(
        value_implements!(execute_all(Vec::new()), Send),
        Diagnosis::ThreadBound,
        "the future of `execute_all` is not `Send`",
        "`execute_all` の Future が `Send` ではありません",
    );
}

// rule: "A `Boxed` may move between two polls: it is `Unpin`, whatever future is in it, and that future stays where it is."
// rule.ja: "`Boxed` はポーリングの間に移せます。中の Future が何であっても `Unpin` で、中の Future は同じ場所にとどまります。"
#[test]
fn the_box_moves_and_the_future_stays() {
    demand(
        implements!(Boxed<'static>: Unpin),
        Diagnosis::NeedlessPin,
        "`Boxed` is not `Unpin`",
        "`Boxed` が `Unpin` ではありません",
    );
    let settled = Settled::new();
    program::run(|| async {
        let future = boxed(settled.yielding(3, String::from("stayed")));
        let outputs = execute_all(vec![future, boxed(number(7))]).await;
        expect(&*outputs[0], "stayed", "the first output", "最初の出力");
    });
    settled.never_moved();
}

// rule: "Putting a future into a box begins nothing: it is polled only when somebody polls the box."
// rule.ja: "`Box` に入れるだけでは何も始まりません。Future は、`Box` がポーリングされたときに初めてポーリングされます。"
#[test]
fn boxed_then_nothing_happens() {
    let (child, view) = Child::yielding(1, String::from("done"));
    let future = boxed(child);
    demand(
        view.polls() == 0,
        Diagnosis::EagerStart,
        "the future was polled when it was boxed",
        "`Box` に入れた時点で Future がポーリングされました",
    );
    drop(future);
    demand(
        view.polls() == 0 && view.is_dropped(),
        Diagnosis::EagerStart,
        "the box was dropped; the future was polled, or is alive",
        "`Box` をドロップしたところ、Future がポーリングされたか、まだ残っています",
    );
}

// rule: "A `Boxed` is two words large, and making one takes memory from the heap once."
// rule.ja: "`Boxed` の大きさは 2 ワードで、ひとつ作るためのヒープの割り当ては 1 回です。"
#[test]
fn two_words_and_one_allocation() {
    let (small, large) = (number(7), late([0; 1024]));
    heap::at_most(1, || drop(boxed(small)));
    heap::at_most(1, || drop(boxed(large)));
    let (size, word) = (size_of::<Boxed<'static>>(), size_of::<usize>());
    demand(
        size <= 2 * word,
        Diagnosis::OversizedFuture,
        format!(
            "`Boxed` has {size} bytes; a pointer and a vtable take {}",
            2 * word
        ),
        format!(
            "`Boxed` は {size} バイトです。ポインターと vtable なら {} バイトです",
            2 * word
        ),
    );
}

// rule: "The outputs come in the order of the list, not in the order in which they end. The list may be empty, or hold a hundred."
// rule.ja: "出力は、終わった順ではなくリストの順に並びます。リストは空のことも、100 個のこともあります。"
#[test]
fn none_and_a_hundred() {
    let report = program::run(|| execute_all(Vec::new()));
    report.took(ms(0));
    expect(
        report.output.len(),
        0,
        "the outputs of none",
        "空のときの出力の数",
    );

    let lengths: [u64; 100] = std::array::from_fn(|n| 1 + n as u64 * 37 % 101);
    let report = program::run(|| execute_all(sleeps(lengths)));
    report.took_not(ms(101), ms(lengths.iter().sum()));
    let asked = lengths.map(|length| format!("slept {length} ms"));
    expect(&*report.output, &asked[..], "the outputs", "出力");
}

// rule: "Each is polled to its end, and not again after that."
// rule.ja: "それぞれ最後までポーリングされ、その後はポーリングされません。"
// rule: "When `execute_all` has returned or is dropped, the futures are dropped, too; no task is left, and nothing goes on."
// rule.ja: "`execute_all` が戻るかドロップされると、中の Future もドロップされます。タスクは残らず、何も続きません。"
#[test]
fn left_alone_when_done() {
    let report = program::run(|| {
        let slow = boxed(once(async { late([1; 4]).await }));
        let quick = boxed(once(number(7)));
        let (child, view) = Child::yielding(3, String::from("third"));
        let all = execute_all(vec![quick, slow, boxed(child)]);
        async move {
            let outputs = all.await;
            view.never_polled_after_ready();
            are_gone(&view);
            outputs
        }
    });
    let asked = ["7", "slept 4 ms", "third"];
    expect(
        &*report.output,
        &asked.map(String::from)[..],
        "the outputs",
        "出力",
    );
}

// rule: "Asleep means asleep: while all of them wait, `execute_all` itself wakes its task at most twice in a row. The task may be another one at each poll."
// rule.ja: "待つ間は眠ります。どれもまだ待っている間に `execute_all` が自分でタスクを起床させるのは、続けて最大 2 回です。タスクはポーリングのたびに別のものかもしれません。"
#[test]
fn asleep_until_one_is_woken() {
    let ((a, a_view), (b, b_view)) = (Child::waiting_as("a"), Child::waiting_as("b"));
    let mut probe = Probe::new(execute_all(vec![boxed(a), boxed(b)]));
    falls_asleep(&mut probe, OWN_WAKES);
    b_view.finish("b".to_owned());
    probe.woken();
    falls_asleep(&mut probe, OWN_WAKES);
    probe.pending_with_new_waker();
    falls_asleep(&mut probe, OWN_WAKES);
    a_view.finish("a".to_owned());
    probe.woken();
    let asked = ["a", "b"].map(String::from);
    expect(&*probe.ready(), &asked[..], "the outputs", "出力");
}

// rule: "When `execute_all` has returned or is dropped, the futures are dropped, too; no task is left, and nothing goes on."
// rule.ja: "`execute_all` が戻るかドロップされると、中の Future もドロップされます。タスクは残らず、何も続きません。"
#[test]
fn dropped_in_the_middle() {
    for limit in [0, 60, 150] {
        given_up_after(ms(limit));
    }
}
