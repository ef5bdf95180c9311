//~ ready-too-early in channel_is_full_then_it_waits_for_room
//! "An interval keeps the pace." After a long wait for room it makes up for the ticks it missed, and
//! sends without a pause.

use std::time::Duration;

use futures::Stream;
use tokio::sync::mpsc::{Receiver, Sender};
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
    let mut ticks = tokio::time::interval(pause.max(Duration::from_nanos(1)));
    for number in numbers {
        tokio::select! {
            () = tx.closed() => break,
            _ = ticks.tick() => {}
        }
        if tx.send(number).await.is_err() {
            break;
        }
        accepted += 1;
    }
    accepted
}
