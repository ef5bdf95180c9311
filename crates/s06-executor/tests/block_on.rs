//! `block_on` polls a future when it was woken, sleeps when it was not, and loses no wake in
//! between.
//!
//! Start with `ready_at_once_then_returns`; then take them in order.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s06-executor/block_on.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s06-executor/block_on.rs"
)]
mod block_on;
mod block_on_scene;

use std::rc::Rc;
use std::sync::Mutex;
use std::thread;

use block_on_scene::{
    ends, here, is_dropped_after, leaves_its_waker, left_alone, returns, runs, waits,
};
use probe::executor::{SelfWake, Yields, woken_at_every_instruction};
use probe::{Child, Diagnosis, Settled, expect, heap, watch};

#[global_allocator]
static HEAP: heap::Counting = heap::Counting;

// rule: "A future that is ready is not polled again."
// rule.ja: "完了した Future をもう一度ポーリングすることはありません。"
#[test]
fn ready_at_once_then_returns() {
    runs(async { 7 }, 7);
}

// rule: "The future may wake its task during the poll: by reference, by value, two or three times, or from another thread that is done before the poll returns. None of these wakes is lost."
// rule.ja: "Future はポーリング中に自分のタスクを起床させることがあります。参照で、値で、2 回または 3 回続けて、あるいはポーリングが戻る前に終わる別のスレッドから。どの起床も取りこぼしません。"
#[test]
fn woken_during_the_poll_then_polled_again() {
    for how in SelfWake::ALL {
        let yields = async move {
            Yields::new(3, how).await;
            7
        };
        runs(yields, 7);
    }
}

// rule: "While the future waits, the thread sleeps until the wake. It does not wake up just to look. A future that waits for a single wake sees at most 3 polls."
// rule.ja: "Future が待っている間、スレッドは起床があるまで眠ります。様子を見に起きることはありません。1 回の起床を待つ Future のポーリングは最大 3 回です。"
#[test]
fn sleeps_until_another_thread_wakes() {
    let (running, view) = waits(|child| child);
    running.is_idle();
    view.finish(());
    returns(running);
    left_alone(&view);
}

// rule: "That holds for every wait, not only for the first."
// rule.ja: "これは最初の待ちだけでなく、すべての待ちに当てはまります。"
#[test]
fn sleeps_until_woken_again() {
    let (running, view) = waits(|child| async {
        Yields::new(1, SelfWake::ByRef).await;
        child.await;
    });
    running.is_idle();
    view.finish(());
    returns(running);
    left_alone(&view);
}

// rule: "Nor is a wake lost that comes between the end of the poll and the sleep, at whichever instruction."
// rule.ja: "ポーリングの終わりからスレッドが眠るまでの間に、どの命令の位置で来た起床も取りこぼしません。"
#[test]
fn woken_at_every_instruction_before_the_sleep() {
    woken_at_every_instruction(block_on::block_on);
}

// rule: "`block_on` may be called inside `block_on`, at the same time on several threads, and several times on one thread."
// rule.ja: "`block_on` は、`block_on` の中から、複数のスレッドで同時に、またはひとつのスレッドで続けて呼ばれることがあります。"
#[test]
fn block_on_inside_block_on() {
    let (running, view) = waits(|child| async {
        block_on::block_on(Yields::new(2, SelfWake::FromAnotherThread));
        child.await;
        block_on::block_on(Yields::new(2, SelfWake::ByRef));
    });
    view.finish(());
    returns(running);
}

// rule: "A wake of the outer future that comes while a nested `block_on` is at work may be used up by it; the next one, after the nested call has returned, may not."
// rule.ja: "内側の `block_on` が動いている間に来た外側の Future への起床は、内側に使われてしまってもかまいません。内側が戻った後の次の起床は、失われてはいけません。"
#[test]
fn woken_after_a_nested_block_on_then_polled_again() {
    let (running, view) = waits(|child| {
        let mut child = Box::pin(child);
        let mut first = true;
        std::future::poll_fn(move |context| {
            if std::mem::take(&mut first) {
                context.waker().wake_by_ref();
                block_on::block_on(Yields::new(2, SelfWake::FromAnotherThread));
            }
            child.as_mut().poll(context)
        })
    });
    running.is_idle();
    view.finish(());
    returns(running);
}

// rule: "`block_on` may be called inside `block_on`, at the same time on several threads, and several times on one thread."
// rule.ja: "`block_on` は、`block_on` の中から、複数のスレッドで同時に、またはひとつのスレッドで続けて呼ばれることがあります。"
#[test]
fn two_threads_at_the_same_time() {
    let (slow, finish_slow) = waits(|child| child);
    let (fast, finish_fast) = waits(|child| child);
    finish_fast.finish(());
    returns(fast);
    finish_slow.finish(());
    returns(slow);
}

// rule: "The future may borrow from its surroundings, and need not be `Send` or `Unpin`."
// rule.ja: "Future は周囲から借用していてもよく、`Send` や `Unpin` でなくてもかまいません。"
#[test]
fn borrowed_and_not_send() {
    let text = String::from("borrowed");
    let shared = Rc::new(7);
    let output = here(async {
        let here = Rc::clone(&shared);
        Yields::new(1, SelfWake::ByRef).await;
        (text.as_str(), *here)
    });
    expect(output, ("borrowed", 7), "the output", "出力");
}

// rule: "Once it has been polled, the future is not moved, and it is dropped before `block_on` returns."
// rule.ja: "一度ポーリングした Future を動かすことはありません。Future は `block_on` が戻る前にドロップします。"
#[test]
fn polled_in_one_place_until_it_is_dropped() {
    let settled = Settled::new();
    let output = here(settled.yielding(3, 7));
    settled.never_moved();
    expect(output, 7, "the output", "出力");
}

// rule: "Once it has been polled, the future is not moved, and it is dropped before `block_on` returns."
// rule.ja: "一度ポーリングした Future を動かすことはありません。Future は `block_on` が戻る前にドロップします。"
#[test]
fn dropped_when_it_returns() {
    for yields in [0, 2] {
        is_dropped_after(yields);
    }
}

// rule: "`block_on` may be called inside `block_on`, at the same time on several threads, and several times on one thread."
// rule.ja: "`block_on` は、`block_on` の中から、複数のスレッドで同時に、またはひとつのスレッドで続けて呼ばれることがあります。"
#[test]
fn one_after_the_other_on_one_thread() {
    // What the first leaves behind must not disturb the second.
    here(Yields::new(1, SelfWake::Thrice));
    let (child, view) = Child::waiting();
    let output = watch(Diagnosis::DroppedWake, || {
        thread::scope(|scope| {
            scope.spawn(|| view.finish(7));
            block_on::block_on(child)
        })
    });
    expect(output, 7, "the output", "出力");
}

// rule: "`block_on` returns also while somebody keeps a waker, which may be called later: nothing happens, and once the last waker is dropped, no memory is left."
// rule.ja: "`block_on` は、誰かが waker を持ったままでも戻ります。その waker が後で呼ばれても何も起きません。最後の waker がドロップされれば、メモリも残りません。"
#[test]
fn woken_after_the_return_then_nothing_happens() {
    let waker = Mutex::new(None);
    ends(leaves_its_waker(&waker));
    let waker = waker.into_inner().unwrap().expect("the future was polled");
    let another = waker.clone();
    watch(Diagnosis::Deadlock, || {
        waker.wake_by_ref();
        thread::scope(|scope| {
            scope.spawn(|| another.wake());
        });
        waker.wake();
    });
    expect(here(async { 7 }), 7, "the output", "出力");
}

// rule: "`block_on` returns also while somebody keeps a waker, which may be called later: nothing happens, and once the last waker is dropped, no memory is left."
// rule.ja: "`block_on` は、誰かが waker を持ったままでも戻ります。その waker が後で呼ばれても何も起きません。最後の waker がドロップされれば、メモリも残りません。"
#[test]
fn last_waker_dropped_then_no_memory_is_left() {
    heap::gives_all_back(|| {
        let waker = Mutex::new(None);
        here(async {
            Yields::new(1, SelfWake::ByRef).await;
            Yields::new(1, SelfWake::ByValue).await;
            leaves_its_waker(&waker).await;
        });
        let waker = waker.into_inner().unwrap().expect("the future was polled");
        let another = waker.clone();
        waker.wake_by_ref();
        another.wake();
    });
}
