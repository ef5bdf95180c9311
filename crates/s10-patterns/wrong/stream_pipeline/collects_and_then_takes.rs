//~ ready-too-late in square_at_the_moment_its_number_comes
//! "First get all the numbers, then work on them." There is no "all" while a sender lives: the first
//! square waits for the end of the channel.

use std::time::Duration;

use futures::{Stream, StreamExt, stream};
use tokio::sync::mpsc::{Receiver, Sender};
use tokio::time::sleep;

/// The squares of the even numbers that come in, at most `n` of them.
pub fn pipeline(mut rx: Receiver<i32>, n: usize) -> impl Stream<Item = i32> {
    stream::once(async move {
        let mut squares = Vec::new();
        while let Some(number) = rx.recv().await {
            if number % 2 == 0 {
                squares.push(number.saturating_mul(number));
            }
        }
        squares.truncate(n);
        stream::iter(squares)
    })
    .flatten()
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
