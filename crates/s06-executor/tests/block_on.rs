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

use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use block_on::block_on;
use probe::executor::{End, Running, SelfWake, Yields, woken_at_every_instruction};
use probe::{Child, Diagnosis, demand, expect, once, watch};

// lesson: "at most 3 polls"
// lesson.ja: "最大 3 回"
const POLLS_OF_A_WAITING_FUTURE: usize = 3;

/// Runs a future on a thread of its own and asks for its output.
#[track_caller]
fn runs<F>(future: F, asked: u32)
where
    F: Future<Output = u32> + Send + 'static,
{
    let future = once(future);
    let output = Arc::new(AtomicUsize::new(usize::MAX));
    let result = Arc::clone(&output);
    let running = Running::start(move || {
        result.store(block_on(future) as usize, Ordering::SeqCst);
    });
    let end = running.end(Diagnosis::DroppedWake);
    expect(
        end,
        End::Returned,
        "the end of `block_on`",
        "`block_on` の終わり方",
    );
    let output = output.load(Ordering::SeqCst);
    expect(output, asked as usize, "the output", "出力");
}

#[test]
fn ready_at_once_then_returns() {
    runs(async { 7 }, 7);
}

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

#[test]
fn sleeps_until_another_thread_wakes() {
    let (child, view) = Child::waiting();
    let running = Running::start(|| block_on(child));
    running.until(Diagnosis::DroppedWake, || view.polls() > 0);
    running.is_idle();
    view.finish(());
    let end = running.end(Diagnosis::DroppedWake);
    expect(
        end,
        End::Returned,
        "the end of `block_on`",
        "`block_on` の終わり方",
    );
    view.never_polled_after_ready();
    let polls = view.polls();
    demand(
        polls <= POLLS_OF_A_WAITING_FUTURE,
        Diagnosis::UnwokenPoll,
        format!("a future that was woken once was polled {polls} times"),
        format!("1 回だけ起床した Future が {polls} 回ポーリングされました"),
    );
}

#[test]
fn sleeps_until_woken_again() {
    let (child, view) = Child::waiting();
    let running = Running::start(|| {
        block_on(async {
            Yields::new(1, SelfWake::ByRef).await;
            child.await;
        });
    });
    running.until(Diagnosis::DroppedWake, || view.polls() > 0);
    running.is_idle();
    view.finish(());
    running.end(Diagnosis::DroppedWake);
}

#[test]
fn woken_at_every_instruction_before_the_sleep() {
    woken_at_every_instruction(block_on);
}

#[test]
fn block_on_inside_block_on() {
    let (child, view) = Child::waiting();
    let running = Running::start(|| {
        block_on(async {
            block_on(Yields::new(2, SelfWake::FromAnotherThread));
            child.await;
            block_on(Yields::new(2, SelfWake::ByRef));
        });
    });
    running.until(Diagnosis::DroppedWake, || view.polls() > 0);
    view.finish(());
    let end = running.end(Diagnosis::DroppedWake);
    expect(
        end,
        End::Returned,
        "the end of `block_on`",
        "`block_on` の終わり方",
    );
}

#[test]
fn two_threads_at_the_same_time() {
    let (first, finish_first) = Child::waiting();
    let (second, finish_second) = Child::waiting();
    let slow = Running::start(|| block_on(first));
    slow.until(Diagnosis::DroppedWake, || finish_first.polls() > 0);
    let fast = Running::start(|| block_on(second));
    fast.until(Diagnosis::DroppedWake, || finish_second.polls() > 0);
    finish_second.finish(());
    fast.end(Diagnosis::DroppedWake);
    finish_first.finish(());
    slow.end(Diagnosis::DroppedWake);
}

#[test]
fn borrowed_and_not_send() {
    let text = String::from("borrowed");
    let shared = Rc::new(7);
    let output = watch(Diagnosis::DroppedWake, || {
        block_on(async {
            let here = Rc::clone(&shared);
            Yields::new(1, SelfWake::ByRef).await;
            (text.as_str(), *here)
        })
    });
    expect(output, ("borrowed", 7), "the output", "出力");
}

#[test]
fn one_after_the_other_on_one_thread() {
    let output = watch(Diagnosis::DroppedWake, || {
        // What the first leaves behind must not disturb the second.
        block_on(Yields::new(1, SelfWake::Thrice));
        let (child, view) = Child::waiting();
        thread::scope(|scope| {
            scope.spawn(|| view.finish(7));
            block_on(child)
        })
    });
    expect(output, 7, "the output", "出力");
}
