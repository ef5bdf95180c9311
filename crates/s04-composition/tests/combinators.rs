//! A chain of steps is one future: it begins nothing before its first poll, waits where a step
//! waits, leaves out what an error makes pointless, and needs no heap.
//!
//! Start with the first three tests.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s04-composition/combinators.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s04-composition/combinators.rs"
)]
mod combinators;
mod combinators_scene;

use std::future::ready;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use combinators::pipeline;
use combinators_scene::{SELF_WAKES, dropped_after, made, output, sleeps, sleeps_in, took};
use probe::{Child, Diagnosis, at_most_bytes, demand, expect, heap};
use s04_composition::steps::{Step, go_on, shut, taken};

#[global_allocator]
static HEAP: heap::Counting = heap::Counting;

// lesson: "at most 256 bytes"
// lesson.ja: "256 バイト以下"
const BYTES: usize = 256;

// rule: "The steps come in this order, each once."
// rule.ja: "手順はこの順に、それぞれ一度だけ実行されます。"
#[test]
fn number_goes_through_all_steps_in_order() {
    expect(output(20), Ok(50), "the output for 20", "20 に対する出力");
    took(&[Step::Seen(40), Step::Add(40), Step::Store(50)]);
}

// rule: "The text of the error names the sum."
// rule.ja: "エラーの文面には合計が含まれます。"
#[test]
fn sum_of_more_than_100_is_an_error_that_names_it() {
    expect(output(45), Ok(100), "the output for 45", "45 に対する出力");
    let output = output(46);
    demand(
        matches!(&output, Err(text) if text.contains("102")),
        Diagnosis::WrongResult,
        format!("the sum for 46 is 102; the output is `{output:?}`"),
        format!("46 に対する合計は 102 ですが、出力は `{output:?}` です"),
    );
}

// rule: "A sum that is an error is not stored."
// rule.ja: "エラーになった合計は保管されません。"
#[test]
fn refused_sum_is_not_stored() {
    let _ = output(46);
    took(&[Step::Seen(92), Step::Add(92)]);
}

// rule: "The steps come in this order, each once."
// rule.ja: "手順はこの順に、それぞれ一度だけ実行されます。"
// rule: "An error of `store` goes to the caller as it is."
// rule.ja: "`store` のエラーは、そのまま呼び出し側に届きます。"
#[test]
fn store_refuses_then_its_own_error() {
    let output = output(34);
    let asked = Err(String::from("78 is taken"));
    demand(
        output.is_err(),
        Diagnosis::SwallowedError,
        format!("the store refused 78; the output is `{output:?}`"),
        format!("保管は 78 を拒否しましたが、出力は `{output:?}` です"),
    );
    expect(output, asked, "the output for 34", "34 に対する出力");
    took(&[Step::Seen(68), Step::Add(68), Step::Store(78)]);
}

// rule: "The call makes a future and begins nothing: before the first poll `f` is not polled, and no step is taken."
// rule.ja: "呼び出しは Future を作るだけで、何も始めません。最初のポーリングまで、`f` はポーリングされず、どの手順も実行されません。"
#[test]
fn call_begins_nothing() {
    let (child, view) = Child::yielding(0, 20);
    let unpolled = made(child);
    let (polls, steps) = (view.polls(), taken());
    demand(
        polls == 0 && steps.is_empty(),
        Diagnosis::EagerStart,
        format!("before the first poll: `f` was polled {polls} times, steps taken: {steps:?}"),
        format!(
            "最初のポーリングの前に、`f` は {polls} 回ポーリングされ、手順 {steps:?} が実行されました"
        ),
    );
    drop(unpolled);
    took(&[]);
}

// rule: "The task that polled last is woken when what the pipeline waits for is ready, be it `f` or a step."
// rule.ja: "`f` でも手順でも、待っているものが完了したら、最後にポーリングしたタスクが起床します。"
// rule: "While `f` or a step waits, the pipeline sleeps: it does not ask to be polled again and again."
// rule.ja: "`f` や手順を待っている間、パイプラインは眠っています。再ポーリングを要求し続けることはありません。"
#[test]
fn waits_then_woken_then_takes_the_steps() {
    let (child, view) = Child::waiting();
    let mut probe = made(child);
    sleeps(&mut probe);
    took(&[]);
    view.finish(20);
    probe.woken();
    expect(probe.run(SELF_WAKES), Ok(50), "the output", "出力");
}

// rule: "While a step waits, the pipeline is pending."
// rule.ja: "手順が待っている間は、全体も `Pending` です。"
// rule: "While `f` or a step waits, the pipeline sleeps: it does not ask to be polled again and again."
// rule.ja: "`f` や手順を待っている間、パイプラインは眠っています。再ポーリングを要求し続けることはありません。"
#[test]
fn pending_while_a_step_waits() {
    let mut probe = made(ready(20));
    shut();
    for waiting in [Step::Add(40), Step::Store(50)] {
        sleeps_in(&mut probe, waiting);
        go_on();
        probe.woken();
    }
    expect(probe.run(SELF_WAKES), Ok(50), "the output", "出力");
}

// rule: "The task that polled last is woken when what the pipeline waits for is ready, be it `f` or a step."
// rule.ja: "`f` でも手順でも、待っているものが完了したら、最後にポーリングしたタスクが起床します。"
#[test]
fn moved_to_another_task_then_woken_there() {
    for moves in 1..4 {
        let (child, view) = Child::waiting();
        let mut probe = made(child);
        probe.pending();
        (0..moves).for_each(|_| probe.pending_with_new_waker());
        view.finish(20);
        probe.woken();
        expect(probe.run(SELF_WAKES), Ok(50), "the output", "出力");
    }
}

// rule: "The task that polled last is woken when what the pipeline waits for is ready, be it `f` or a step."
// rule.ja: "`f` でも手順でも、待っているものが完了したら、最後にポーリングしたタスクが起床します。"
#[test]
fn moved_while_a_step_waits_then_woken_there() {
    for moves in 1..4 {
        let mut probe = made(ready(20));
        shut();
        for waiting in [Step::Add(40), Step::Store(50)] {
            sleeps_in(&mut probe, waiting);
            (0..moves).for_each(|_| probe.pending_with_new_waker());
            go_on();
            probe.woken();
        }
        expect(probe.run(SELF_WAKES), Ok(50), "the output", "出力");
    }
}

// rule: "A future that is ready is not polled again."
// rule.ja: "完了した Future をもう一度ポーリングすることはありません。"
#[test]
fn number_is_asked_for_once() {
    let (child, view) = Child::yielding(1, 20);
    let _ = made(child).run(SELF_WAKES);
    view.never_polled_after_ready();
}

// rule: "It allocates nothing, except for the text of an error."
// rule.ja: "エラーの文面を除き、ヒープは使いません。"
#[test]
fn takes_nothing_from_the_heap() {
    let _ = taken();
    let context = &mut Context::from_waker(Waker::noop());
    // The text of 34 is that of the store.
    for number in (0..=45).filter(|number| *number != 34) {
        let output = heap::at_most(0, || {
            let mut pipeline = pin!(pipeline(ready(number)));
            let mut polls = (0..=SELF_WAKES).map(|_| pipeline.as_mut().poll(context));
            polls.find(Poll::is_ready)
        });
        let asked = Some(Poll::Ready(Ok(number * 2 + 10)));
        expect(output, asked, "the output", "出力");
    }
}

// rule: "The future is small: for a small `f`, at most 256 bytes."
// rule.ja: "Future は小さく、`f` が小さければ 256 バイト以下です。"
#[test]
fn is_small() {
    at_most_bytes(&pipeline(ready(20)), BYTES);
}

// rule: "`f` may borrow, and need not be `Send` or `Unpin`."
// rule.ja: "`f` は何かを借用していることもあり、`Send` や `Unpin` とは限りません。"
#[test]
fn borrows_and_stays_on_its_thread() {
    let text = String::from("twenty");
    let shared = Rc::new(&text);
    let number = async {
        let number = shared.len();
        ready(()).await;
        u32::try_from(number).unwrap_or_default()
    };
    let output = made(number).run(SELF_WAKES);
    expect(output, Ok(22), "the output", "出力");
}

// rule: "When the pipeline is dropped, `f` is dropped with it, however far it had got."
// rule.ja: "パイプラインがドロップされたら、どこまで進んでいても、`f` も一緒にドロップされます。"
#[test]
fn dropped_in_the_middle_and_what_it_waits_for_with_it() {
    let (child, view) = Child::<u32>::waiting();
    let mut probe = made(child);
    probe.pending();
    probe.drop_future();
    view.dropped_with_the_whole("`f`", "`f` ");
    for steps in 0..2 {
        dropped_after(steps, 20);
    }
}

// rule: "When the pipeline is dropped, `f` is dropped with it, however far it had got."
// rule.ja: "パイプラインがドロップされたら、どこまで進んでいても、`f` も一緒にドロップされます。"
#[test]
fn dropped_at_either_end_and_what_it_waited_for_with_it() {
    let (child, view) = Child::<u32>::waiting();
    drop(made(child));
    view.dropped_with_the_whole("`f`", "`f` ");
    for number in [20, 34, 46] {
        dropped_after(3, number);
    }
}
