//~ ready-too-late in n_squares_then_the_end_at_once
//! "After each item: was it the last?" With `n` = 0 the question comes one item too late.

use std::time::Duration;

use futures::{Stream, StreamExt, stream};
use tokio::sync::mpsc::{Receiver, Sender};
use tokio::time::sleep;

/// The squares of the even numbers that come in, at most `n` of them.
pub fn pipeline(rx: Receiver<i32>, n: usize) -> impl Stream<Item = i32> {
    stream::unfold((rx, 0), move |(mut rx, count)| async move {
        if count > 0 && count >= n {
            return None;
        }
        loop {
            let number = rx.recv().await?;
            if number % 2 == 0 {
                return Some((number.saturating_mul(number), (rx, count + 1)));
            }
        }
    })
    .boxed()
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
