//! A future that keeps a diary: made, polled, pending, woken, polled again, ready. To know of a
//! wake, it has to stand between the inner future and the waker of the task.
//!
//! Start with the first three tests; then take them in order.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s03-async-await/poll_trace.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s03-async-await/poll_trace.rs"
)]
mod poll_trace;
mod poll_trace_scene;

use std::rc::Rc;
use std::thread;

use poll_trace::traced;
use poll_trace_scene::{
    finished_inline, has_not_begun, is_asleep, is_polled, is_possible, is_woken_anew, leads_a_life,
    says, sleeps_for_ever, waiting, woken_outside_then_inside,
};
use probe::{
    Child, Diagnosis, Probe, Settled, at_every_instruction, demand, expect, heap, ms, program,
};
use s03_async_await::trace::Event::{Created, Pending, Poll, Ready, Woken};
use s03_async_await::trace::{Event, Log};
use tokio::time::sleep;

#[global_allocator]
static HEAP: heap::Counting = heap::Counting;

// rule: "The call writes `Created`, and does nothing else: the inner future is not polled before the outer one is."
// rule.ja: "呼び出しは `Created` を書くだけで、ほかには何もしません。内側の Future は、外側がポーリングされるまでポーリングされません。"
#[test]
fn created_and_nothing_else() {
    let (_future, view, log) = waiting();
    has_not_begun(&view);
    says(&log, &[Created]);
}

// rule: "Each poll of the outer future is one poll of the inner one: `Poll(n)` is written before it, counted from 1, and `Pending` or `Ready` after it, according to the inner future's answer."
// rule.ja: "外側の 1 回のポーリングは、内側の 1 回のポーリングです。その前に `Poll(n)` を 1 から数えて書き、その後に、内側の答えのとおり `Pending` か `Ready` を書きます。"
#[test]
fn ready_at_once_and_never_woken() {
    let (future, view, log) = waiting();
    view.finish(7);
    let mut probe = Probe::new(future);
    expect(probe.ready(), 7, "the output", "出力");
    says(&log, &[Created, Poll(1), Ready]);
    is_polled(&view, &probe);
    is_asleep(&probe);
}

// rule: "Each poll of the outer future is one poll of the inner one: `Poll(n)` is written before it, counted from 1, and `Pending` or `Ready` after it, according to the inner future's answer."
// rule.ja: "外側の 1 回のポーリングは、内側の 1 回のポーリングです。その前に `Poll(n)` を 1 から数えて書き、その後に、内側の答えのとおり `Pending` か `Ready` を書きます。"
// rule: "Each time a waker that the inner future was given is called, `Woken` is written at once; if it is the waker of the latest poll, the task that polled last is woken; if it has been woken since that poll, once is enough. Nothing else wakes it."
// rule.ja: "内側の Future に渡した waker が呼ばれるたびに、すぐ `Woken` と書きます。それが最新のポーリングで渡したものなら、最後にポーリングしたタスクを起床させます。そのポーリングより後にもう起床させていれば、重ねて起床させなくてもかまいません。ほかの理由で起床させることはありません。"
#[test]
fn pending_then_woken_then_ready() {
    let (future, view, log) = waiting();
    let mut probe = Probe::new(future);
    probe.pending();
    says(&log, &[Created, Poll(1), Pending]);
    is_asleep(&probe);
    view.finish(7);
    probe.woken();
    says(&log, &[Created, Poll(1), Pending, Woken]);
    expect(probe.ready(), 7, "the output", "出力");
    says(&log, &[Created, Poll(1), Pending, Woken, Poll(2), Ready]);
    is_polled(&view, &probe);
    sleeps_for_ever();
}

// rule: "Each time a waker that the inner future was given is called, `Woken` is written at once; if it is the waker of the latest poll, the task that polled last is woken; if it has been woken since that poll, once is enough. Nothing else wakes it."
// rule.ja: "内側の Future に渡した waker が呼ばれるたびに、すぐ `Woken` と書きます。それが最新のポーリングで渡したものなら、最後にポーリングしたタスクを起床させます。そのポーリングより後にもう起床させていれば、重ねて起床させなくてもかまいません。ほかの理由で起床させることはありません。"
#[test]
fn woken_inside_the_poll() {
    let (child, view) = Child::yielding(2, 7);
    let log = Log::new();
    let mut probe = Probe::new(traced(child, log.clone()));
    for _ in 0..2 {
        let before = probe.wakes();
        probe.pending();
        is_woken_anew(&mut probe, before);
    }
    expect(probe.ready(), 7, "the output", "出力");
    let twice = [Poll(1), Woken, Pending, Poll(2), Woken, Pending];
    says(&log, &[&[Created], &twice[..], &[Poll(3), Ready]].concat());
    is_polled(&view, &probe);
}

// rule: "Each time a waker that the inner future was given is called, `Woken` is written at once; if it is the waker of the latest poll, the task that polled last is woken; if it has been woken since that poll, once is enough. Nothing else wakes it."
// rule.ja: "内側の Future に渡した waker が呼ばれるたびに、すぐ `Woken` と書きます。それが最新のポーリングで渡したものなら、最後にポーリングしたタスクを起床させます。そのポーリングより後にもう起床させていれば、重ねて起床させなくてもかまいません。ほかの理由で起床させることはありません。"
#[test]
fn woken_outside_then_inside_the_poll() {
    let log = Log::new();
    let (inner, outside, seen) = woken_outside_then_inside(&log);
    let mut probe = Probe::new(traced(inner, log.clone()));
    probe.pending();
    outside.wake();
    probe.woken();
    let before = probe.wakes();
    probe.pending();
    is_woken_anew(&mut probe, before);
    let inside = [Created, Poll(1), Pending, Woken, Poll(2), Woken];
    expect(
        seen.take(),
        inside.to_vec(),
        "the log inside the poll",
        "ポーリング中の記録",
    );
    expect(probe.ready(), 7, "the output", "出力");
    says(&log, &[&inside[..], &[Pending, Poll(3), Ready]].concat());
}

// rule: "Each time a waker that the inner future was given is called, `Woken` is written at once; if it is the waker of the latest poll, the task that polled last is woken; if it has been woken since that poll, once is enough. Nothing else wakes it."
// rule.ja: "内側の Future に渡した waker が呼ばれるたびに、すぐ `Woken` と書きます。それが最新のポーリングで渡したものなら、最後にポーリングしたタスクを起床させます。そのポーリングより後にもう起床させていれば、重ねて起床させなくてもかまいません。ほかの理由で起床させることはありません。"
#[test]
fn woken_several_times_and_moved_to_another_task() {
    let (future, view, log) = waiting();
    let mut probe = Probe::new(future);
    probe.pending();
    view.wake();
    view.wake();
    says(&log, &[Created, Poll(1), Pending, Woken, Woken]);
    probe.pending_with_new_waker();
    let before = probe.wakes();
    view.wake();
    is_woken_anew(&mut probe, before);
    probe.pending();
    let since = [Woken, Poll(3), Pending];
    let until = [Created, Poll(1), Pending, Woken, Woken, Poll(2), Pending];
    says(&log, &[&until[..], &since].concat());
    probe.spurious_polls_with_new_wakers();
    let before = probe.wakes();
    view.finish(7);
    is_woken_anew(&mut probe, before);
    expect(probe.ready(), 7, "the output", "出力");
    is_polled(&view, &probe);
}

// rule: "`Woken` is written before the task is woken, and no lock is held then: the task may be polled inside the call of its waker."
// rule.ja: "`Woken` は、タスクを起床させる前に書きます。起床させるときは、ロックを持ちません。タスクは waker の呼び出しの中でポーリングされることがあります。"
#[test]
fn polled_inside_the_wake() {
    let (future, view, log) = waiting();
    expect(
        finished_inline(future, || view.finish(7)),
        7,
        "the output",
        "出力",
    );
    says(&log, &[Created, Poll(1), Pending, Woken, Poll(2), Ready]);
}

// rule: "A wake may come from any thread, at any instruction of a poll: it is written exactly once, and never lost. If the inner future is `Send`, so is the outer one."
// rule.ja: "起床は、どのスレッドからでも、ポーリングのどの命令の位置でも起こりえます。必ず一度だけ書かれ、失われません。内側の Future が `Send` なら、外側も `Send` です。"
#[test]
fn woken_at_every_instruction() {
    let wait_or_finish = || {
        let (future, view, log) = waiting();
        let with_log = async move { (future.await, log) };
        (|| with_log, move || view.finish(7))
    };
    at_every_instruction(wait_or_finish, is_possible);
}

// rule: "A wake may come from any thread, at any instruction of a poll: it is written exactly once, and never lost. If the inner future is `Send`, so is the outer one."
// rule.ja: "起床は、どのスレッドからでも、ポーリングのどの命令の位置でも起こりえます。必ず一度だけ書かれ、失われません。内側の Future が `Send` なら、外側も `Send` です。"
#[test]
fn made_here_polled_there_and_woken_from_here() {
    let (future, view, log) = waiting();
    let other = thread::spawn(move || Probe::new(future).run(0));
    while view.polls() == 0 && !other.is_finished() {
        thread::yield_now();
    }
    view.finish(7);
    match other.join() {
        Ok(output) => is_possible((output, log)),
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

// rule: "The inner future may borrow, and need not be `Unpin`: once polled, it stays where it is until it is dropped."
// rule.ja: "内側の Future は借用していてもよく、`Unpin` とは限りません。一度ポーリングされたら、ドロップされるまで同じ場所にとどまります。"
#[test]
fn borrowed_not_send_and_never_moved() {
    let (settled, text) = (Settled::new(), Rc::new(String::from("borrowed")));
    let borrowed = &text;
    let log = Log::new();
    let inner = settled.yielding(2, borrowed.as_str());
    let mut probe = Probe::new(traced(inner, log.clone()));
    probe.pending();
    probe.pending();
    expect(probe.ready(), "borrowed", "the output", "出力");
    probe.drop_future();
    settled.never_moved();
}

// rule: "When the outer future is dropped, so is the inner one. No waker and no memory is kept longer than the wakers that the inner future has handed out."
// rule.ja: "外側の Future がドロップされると、内側もドロップされます。waker もメモリも、内側の Future が外へ渡した waker より長くは残りません。"
#[test]
fn dropped_then_nothing_is_left() {
    let (future, view, log) = waiting();
    let mut probe = Probe::new(future);
    probe.pending();
    probe.pending_with_new_waker();
    probe.drop_future_and_wakers();
    view.dropped_with_the_whole("the inner future", "内側の Future");
    says(&log, &[Created, Poll(1), Pending, Poll(2), Pending]);
    for (polls, is_set_after) in [(0, None), (1, None), (2, None), (2, Some(0)), (2, Some(1))] {
        heap::gives_all_back(|| leads_a_life(polls, is_set_after));
    }
}

// rule: "Each traced future has its own log, and its own wakes: of two in one task, only the one whose own waker was called writes `Woken`."
// rule.ja: "トレースされる Future は、それぞれ自分の記録と自分の起床を持ちます。ひとつのタスクに二つあるとき、`Woken` と書くのは、自分の waker を呼ばれたほうだけです。"
#[test]
fn two_in_one_task() {
    let (early, late) = (Log::new(), Log::new());
    let report = program::run(|| async {
        let sleeps = (
            traced(sleep(ms(10)), early.clone()),
            traced(sleep(ms(30)), late.clone()),
        );
        tokio::join!(sleeps.0, sleeps.1)
    });
    report.took(ms(30));
    says(&early, &[Created, Poll(1), Pending, Woken, Poll(2), Ready]);
    let count = |is: fn(&Event) -> bool| late.events().iter().filter(|event| is(event)).count();
    let polls = count(|event| matches!(event, Poll(_)));
    demand(
        polls <= 3,
        Diagnosis::BusyPoll,
        format!("{polls} polls of a sleep"),
        format!("sleep のポーリングが {polls} 回ありました"),
    );
    expect(
        count(|event| *event == Woken),
        1,
        "wakes in the log of the later",
        "遅いほうの記録の中の起床の数",
    );
}
