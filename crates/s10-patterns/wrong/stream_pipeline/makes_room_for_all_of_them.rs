//~ panic in senders_gone_then_the_rest_and_the_end
//! "At most `n` squares: room for `n`." `n` is a limit and no forecast, and `usize::MAX` is a usual way to
//! say that there is none.

use std::time::Duration;

use futures::{Stream, stream};
use tokio::sync::mpsc::{Receiver, Sender};
use tokio::time::sleep;

/// The squares of the even numbers that come in, at most `n` of them.
pub fn pipeline(rx: Receiver<i32>, n: usize) -> impl Stream<Item = i32> {
    let ready = std::collections::VecDeque::<i32>::with_capacity(n);
    stream::unfold((rx, ready, n), |(mut rx, mut ready, left)| async move {
        let left = left.checked_sub(1)?;
        while ready.is_empty() {
            let number = rx.recv().await?;
            if number % 2 == 0 {
                ready.push_back(number.saturating_mul(number));
            }
        }
        Some((ready.pop_front()?, (rx, ready, left)))
    })
}

/// Sends the numbers, with a pause between any two, until there are no more or nobody receives
/// them. Returns how many the channel has accepted.
pub async fn produce(
    tx: Sender<i32>,
    numbers: impl Iterator<Item = i32>,
    pause: Duration,
) -> usize {
    let mut accepted = 0;
    for number in numbers {
        if accepted > 0 {
            tokio::select! {
                () = tx.closed() => break,
                () = sleep(pause) => {}
            }
        }
        // It waits for room, and ends with an error when the receiver is gone.
        if tx.send(number).await.is_err() {
            break;
        }
        accepted += 1;
    }
    accepted
}
