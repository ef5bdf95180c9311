//~ ready-too-late in channel_is_full_then_it_waits_for_room
//! "The channel is full: try again after the next pause." Room comes when the consumer takes something,
//! and not when the producer looks.

use std::time::Duration;

use futures::Stream;
use tokio::sync::mpsc::error::TrySendError;
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
            tokio::select! {
                () = tx.closed() => break,
                () = sleep(pause) => {}
            }
        }
        // It waits for room, and ends with an error when the receiver is gone.
        loop {
            match tx.try_send(number) {
                Ok(()) => break,
                Err(TrySendError::Full(_)) => {
                    tokio::select! {
                        () = tx.closed() => return accepted,
                        () = sleep(pause) => {}
                    }
                }
                Err(TrySendError::Closed(_)) => return accepted,
            }
        }
        accepted += 1;
    }
    accepted
}
