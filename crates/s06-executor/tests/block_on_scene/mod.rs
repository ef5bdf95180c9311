//! A call of `block_on` on a thread of its own or on this one, and what is asked of it.

use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};

use probe::executor::{End, Running, SelfWake, Yields};
use probe::{Child, ChildView, Diagnosis, DropLog, demand, expect, once, watch};

use crate::block_on::block_on;

// lesson: "at most 3 polls"
// lesson.ja: "最大 3 回"
const POLLS_OF_A_WAITING_FUTURE: usize = 3;

/// Runs a future on a thread of its own and asks for its output.
#[track_caller]
pub fn runs<F>(future: F, asked: u32)
where
    F: Future<Output = u32> + Send + 'static,
{
    let (future, output) = (once(future), Arc::new(AtomicUsize::new(usize::MAX)));
    let result = Arc::clone(&output);
    returns(Running::start(move || {
        result.store(block_on(future) as usize, Ordering::SeqCst);
    }));
    let output = output.load(Ordering::SeqCst);
    expect(output, asked as usize, "the output", "出力");
}

/// Runs a future on this thread.
#[track_caller]
pub fn here<F: Future>(future: F) -> F::Output {
    watch(Diagnosis::DroppedWake, || block_on(future))
}

/// Runs a future that is ready at once on this thread.
#[track_caller]
pub fn ends<F: Future>(future: F) -> F::Output {
    watch(Diagnosis::NeverReturns, || block_on(future))
}

/// Asks that a future which yields so often is dropped when the call returns.
#[track_caller]
pub fn is_dropped_after(yields: u32) {
    let drops = DropLog::new();
    // Not an `async` block: there the guard would be dropped before the future is.
    let (guard, mut yields) = (drops.guard("future"), Yields::new(yields, SelfWake::ByRef));
    here(std::future::poll_fn(move |context| {
        let _captured = &guard;
        Pin::new(&mut yields).poll(context)
    }));
    demand(
        drops.names() == ["future"],
        Diagnosis::LateDrop,
        "`block_on` has returned, and the future has not been dropped",
        "`block_on` は戻りましたが、Future はドロップされていません",
    );
}

/// A call that waits for a child, and has polled it.
#[track_caller]
pub fn waits<F>(future: impl FnOnce(Child<()>) -> F) -> (Running, ChildView<()>)
where
    F: Future<Output = ()> + Send + 'static,
{
    let (child, view) = Child::waiting_as("the future");
    let future = future(child);
    let running = Running::start(|| block_on(future));
    running.until(Diagnosis::DroppedWake, || view.polls() > 0);
    (running, view)
}

/// Asks that the call comes back.
#[track_caller]
pub fn returns(running: Running) {
    let end = running.end(Diagnosis::DroppedWake);
    expect(
        end,
        End::Returned,
        "the end of `block_on`",
        "`block_on` の終わり方",
    );
}

/// Asks that a future which was woken once has not been polled more often than the lesson says.
#[track_caller]
pub fn left_alone(view: &ChildView<()>) {
    view.never_polled_after_ready();
    let polls = view.polls();
    demand(
        polls <= POLLS_OF_A_WAITING_FUTURE,
        Diagnosis::UnwokenPoll,
        format!("a future that was woken once was polled {polls} times"),
        format!("1 回だけ起床した Future が {polls} 回ポーリングされました"),
    );
}

/// A future that leaves its waker behind when it ends.
pub fn leaves_its_waker(place: &Mutex<Option<Waker>>) -> impl Future<Output = ()> {
    std::future::poll_fn(|context| {
        *place.lock().unwrap() = Some(context.waker().clone());
        Poll::Ready(())
    })
}
