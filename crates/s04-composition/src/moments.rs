//! Moments that an answer may not have thought of. For tests.

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use probe::{ChildView, Diagnosis, Finding, demand, ms};
use tokio::time::{Instant, advance, sleep, timeout};

/// What is still pending then is taken for pending for ever.
const LONG: Duration = Duration::from_secs(60 * 60);

/// Polls the future once, for a task that gives it away, and awaits it in this one.
///
/// # Panics
///
/// With [`Diagnosis::StaleWaker`] where this task is not woken.
pub async fn moved<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    // Whoever keeps this waker wakes nobody.
    let former = &mut Context::from_waker(Waker::noop());
    if let Poll::Ready(output) = future.as_mut().poll(former) {
        return output;
    }
    // The clock comes first: its wake must not become the poll that saves a future which nobody
    // else would ever wake.
    tokio::select! {
        biased;
        () = sleep(LONG) => {}
        output = future => return output,
    }
    Finding::new(Diagnosis::StaleWaker)
        .note(
            "polled once in one task and then in another: the second was never woken",
            "あるタスクで一度ポーリングされてから別のタスクに移されましたが、移った先は起床しませんでした",
        )
        .raise()
}

/// Ends the child of `view` at 20.4 ms, between two ticks of the timer, and asks that the future is
/// ready at that moment.
///
/// # Panics
///
/// With [`Diagnosis::ReadyTooLate`].
pub async fn ready_between_two_ticks<T, C>(
    future: impl Future<Output = T>,
    view: &ChildView<C>,
    output: C,
) -> Option<T> {
    let end = async {
        sleep(ms(20)).await;
        advance(Duration::from_micros(400)).await;
        view.finish(output);
        Instant::now()
    };
    let watched = async {
        let output = timeout(LONG, future).await.ok();
        (output, Instant::now())
    };
    let (asked, (output, at)) = tokio::join!(end, watched);
    let late = at.saturating_duration_since(asked);
    demand(
        late.is_zero(),
        Diagnosis::ReadyTooLate,
        format!("what it waits for happened between two ticks of the timer; it was {late:?} late"),
        format!("待っている出来事はタイマーの刻みの間に起きましたが、完了は {late:?} 遅れました"),
    );
    output
}
