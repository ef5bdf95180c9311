//! The state of the stream is the receiver and how many are left; no combinator.

use std::time::Duration;

use futures::{Stream, stream};
use tokio::sync::mpsc::{Receiver, Sender};
use tokio::time::timeout;

/// The squares of the even numbers that come in, at most `n` of them.
pub fn pipeline(rx: Receiver<i32>, n: usize) -> impl Stream<Item = i32> {
    stream::unfold((rx, n), |(mut rx, left)| async move {
        let left = left.checked_sub(1)?;
        loop {
            let number = rx.recv().await?;
            if number % 2 == 0 {
                return Some((number.saturating_mul(number), (rx, left)));
            }
        }
    })
}

/// Sends the numbers, with a pause between any two, until there are no more or nobody receives
/// them. Returns how many the channel has accepted.
pub async fn produce(
    tx: Sender<i32>,
    numbers: impl Iterator<Item = i32>,
    pause: Duration,
) -> usize {
    let mut numbers = numbers.peekable();
    let mut accepted = 0;
    while let Some(number) = numbers.next() {
        let Ok(()) = tx.send(number).await else {
            return accepted;
        };
        accepted += 1;
        // The pause is the time that the channel has to close.
        if numbers.peek().is_some() && timeout(pause, tx.closed()).await.is_ok() {
            return accepted;
        }
    }
    accepted
}
