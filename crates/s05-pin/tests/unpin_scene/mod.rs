//! Values that are hard to move, and tasks that try once in each poll.

use std::cell::Cell;
use std::future::poll_fn;
use std::marker::PhantomPinned;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use probe::{ChildView, Diagnosis, Probe, demand, heap, panics, watch};

use crate::unpin::{Given, try_any, try_now};

/// Neither `Clone` nor `Unpin`.
pub struct Stone(pub u32, pub PhantomPinned);

/// Counts its drops. Dropped twice, it does no harm.
pub struct Counted<'a>(pub &'a Cell<usize>);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

/// Asks for one drop since the last look.
#[track_caller]
pub fn dropped_once(drops: &Cell<usize>) {
    let count = drops.take();
    let code = match count {
        0 => Diagnosis::LeakedMemory,
        _ => Diagnosis::WrongResult,
    };
    demand(
        count == 1,
        code,
        format!("the value was dropped {count} times"),
        format!("値が {count} 回ドロップされました"),
    );
}

/// Takes the value over; until now it has not been dropped.
#[track_caller]
pub fn hold(value: Counted<'_>, drops: &Cell<usize>) {
    demand(
        drops.get() == 0,
        Diagnosis::WrongResult,
        "the value was dropped before it came out",
        "値が、出てくる前にドロップされました",
    );
    drop(value);
}

/// Polls twice. The value is `Copy`, so that nothing can go wrong with what a second poll brings up.
#[track_caller]
pub fn panics_at_a_second_poll<T: Copy>(given: Given<T>) {
    let mut given = Box::pin(given);
    let mut cx = Context::from_waker(Waker::noop());
    let _ = given.as_mut().poll(&mut cx);
    let again = panics::caught(|| given.as_mut().poll(&mut cx));
    if let Ok(poll) = again {
        let poll = match poll {
            Poll::Ready(_) => "Ready",
            Poll::Pending => "Pending",
        };
        probe::Finding::new(Diagnosis::WrongResult)
            .note(
                format!("a poll after `Ready` has to panic; it returned `{poll}`"),
                format!("`Ready` の後のポーリングはパニックするはずですが、`{poll}` を返しました"),
            )
            .raise();
    }
}

/// Asks that a child that is done was not polled after its end, and is gone.
#[track_caller]
pub fn polled_once_and_gone<T>(view: &ChildView<T>) {
    view.never_polled_after_ready();
    demand(
        view.is_dropped(),
        Diagnosis::LeakedMemory,
        "the future was ready, and it has not been dropped",
        "Future は `Ready` を返しましたが、ドロップされていません",
    );
}

/// Asks that a child that waits was polled so often, and that nobody woke the task.
#[track_caller]
pub fn wakes_nobody<F: Future, T>(probe: &Probe<F>, view: &ChildView<T>, polls: usize) {
    let seen = view.polls();
    demand(
        seen == polls,
        Diagnosis::WrongResult,
        format!("after {polls} calls the future has been polled {seen} times"),
        format!("{polls} 回の呼び出しで、Future が {seen} 回ポーリングされました"),
    );
    if probe.wakes() > 0 {
        probe.finding(Diagnosis::BusyPoll).raise();
    }
}

/// Tries the future once, with nobody to wake, and returns its output if it is ready.
#[track_caller]
pub fn tried_now<F: Future + Unpin>(future: F) -> Option<F::Output> {
    let mut cx = Context::from_waker(Waker::noop());
    watch(Diagnosis::BlockingPoll, || try_now(future, &mut cx).ok())
}

/// The same, and asks that nothing is taken from the heap.
#[track_caller]
pub fn tried_now_without_heap<F: Future + Unpin>(future: F) -> Option<F::Output> {
    let mut cx = Context::from_waker(Waker::noop());
    let tried = || heap::at_most(0, || try_now(future, &mut cx));
    watch(Diagnosis::BlockingPoll, tried).ok()
}

/// [`tried_now`], for any future.
#[track_caller]
pub fn tried_any<F: Future>(future: F) -> Option<F::Output> {
    let mut cx = Context::from_waker(Waker::noop());
    watch(Diagnosis::BlockingPoll, || try_any(future, &mut cx).ok())
}

/// Tries any future once, and asks that no more than one box was made for it.
#[track_caller]
pub fn one_box_for<F: Future>(future: F) {
    let mut cx = Context::from_waker(Waker::noop());
    let tried = || heap::at_most(1, || try_any(future, &mut cx));
    drop(watch(Diagnosis::BlockingPoll, tried));
}

/// A task that tries the future in each of its polls, as long as it gets it back.
pub fn tries_now<F: Future + Unpin>(future: F) -> impl Future<Output = F::Output> {
    let mut left = Some(future);
    poll_fn(
        move |cx| match try_now(left.take().expect("it was given back"), cx) {
            Ok(output) => Poll::Ready(output),
            Err(future) => {
                left = Some(future);
                Poll::Pending
            }
        },
    )
}

/// A task that tries the future in its first poll, and goes on with what it gets back.
pub fn tries_any<F: Future>(future: F) -> impl Future<Output = F::Output> {
    let (mut fresh, mut left) = (Some(future), None::<Pin<Box<F>>>);
    poll_fn(move |cx| {
        if let Some(future) = &mut left {
            return future.as_mut().poll(cx);
        }
        match try_any(fresh.take().expect("it is the first poll"), cx) {
            Ok(output) => Poll::Ready(output),
            Err(future) => {
                left = Some(future);
                Poll::Pending
            }
        }
    })
}
