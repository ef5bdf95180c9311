//! A future that moves from task to task, in virtual time.

use std::task::Poll;
use std::time::Duration;

use tokio::time::sleep;

use crate::diagnosis::Diagnosis;
use crate::probe::Probe;

/// Moves before something happens.
const MOVES: usize = 3;

/// Wakes after it, until there has to be an output.
const WAKES: usize = 4;

/// In between whoever else has a part in it has its turn.
const TURN: Duration = Duration::from_millis(1);

/// Polls a future in one task after the other, lets something happen, and runs it to its end where
/// it was polled last. For programs in virtual time, see [`program`](crate::program).
///
/// # Panics
///
/// With [`Diagnosis::ReadyTooEarly`] before it has happened, with [`Diagnosis::ReadyTooLate`] after
/// four wakes, and as [`Probe::woken`].
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use probe::{Child, moved_until, program};
///
/// let report = program::run(|| async {
///     let (child, view) = Child::waiting();
///     moved_until(child, async { view.finish(7) }).await
/// });
/// assert_eq!(report.output, 7);
/// ```
pub async fn moved_until<F: Future>(future: F, happens: impl Future) -> F::Output {
    let mut probe = Probe::new(future);
    probe.pending();
    for _ in 0..MOVES {
        sleep(TURN).await;
        probe.pending_with_new_waker();
    }
    happens.await;
    for _ in 0..WAKES {
        sleep(TURN).await;
        probe.woken();
        if let Poll::Ready(output) = probe.poll() {
            return output;
        }
    }
    probe.finding(Diagnosis::ReadyTooLate).raise()
}
