//~ eager-start in n_squares_then_the_end_at_once
//~ eager-start in not_asked_then_nothing_is_taken
//! "A task prepares the squares, so that they are there when somebody asks." It empties the channel
//! for a consumer that may be slow, and the producer no longer feels it.

use std::time::Duration;

use futures::Stream;
use tokio::sync::mpsc::{Receiver, Sender};
use tokio::time::sleep;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::UnboundedReceiverStream;

/// The squares of the even numbers that come in, at most `n` of them.
pub fn pipeline(rx: Receiver<i32>, n: usize) -> impl Stream<Item = i32> {
    let (ready, squares) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        let mut rx = rx;
        while let Some(number) = rx.recv().await {
            let square = number.saturating_mul(number);
            if number % 2 == 0 && ready.send(square).is_err() {
                return;
            }
        }
    });
    UnboundedReceiverStream::new(squares).take(n)
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
