//~ ready-too-late in receiver_gone_then_the_producer_ends
//! "Ask the channel before each pause." The receiver does not go when it is convenient.

use std::time::Duration;

use futures::Stream;
use tokio::sync::mpsc::{Receiver, Sender};
use tokio::time::sleep;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;

/// The squares of the even numbers that come in, at most `n` of them.
pub fn pipeline(rx: Receiver<i32>, n: usize) -> impl Stream<Item = i32> {
    ReceiverStream::new(rx)
        .filter(|number| number % 2 == 0)
        .map(|number| number.saturating_mul(number))
        .take(n)
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
            if tx.is_closed() {
                break;
            }
            sleep(pause).await;
        }
        // It waits for room, and ends with an error when the receiver is gone.
        if tx.send(number).await.is_err() {
            break;
        }
        accepted += 1;
    }
    accepted
}
