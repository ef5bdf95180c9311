//~ leaked-task in producer_dropped_midway_then_nothing_goes_on
//! "The numbers are collected, and a task sends them." When the caller gives the producer up, the
//! task does not know, and goes on.

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
    let numbers: Vec<i32> = numbers.take(1000).collect();
    let task = tokio::spawn(send_all(tx, numbers, pause));
    task.await.unwrap_or(0)
}

async fn send_all(tx: Sender<i32>, numbers: Vec<i32>, pause: Duration) -> usize {
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
