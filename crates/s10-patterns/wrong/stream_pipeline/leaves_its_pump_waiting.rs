//~ wrong-result in stream_dropped_then_the_channel_is_closed
//! "A channel with room for nothing but the next item." The task behind it learns only when it has
//! something to send that nobody wants it any more, and holds the receiver until then.

use std::time::Duration;

use futures::Stream;
use tokio::sync::mpsc::{Receiver, Sender};
use tokio::time::sleep;

/// The squares of the even numbers that come in, at most `n` of them.
pub fn pipeline(rx: Receiver<i32>, n: usize) -> impl Stream<Item = i32> {
    let (wanted, mut wishes) = tokio::sync::mpsc::channel::<()>(1);
    let (ready, squares) = tokio::sync::mpsc::channel(1);
    tokio::spawn(async move {
        let mut rx = rx;
        while wishes.recv().await.is_some() {
            let square = loop {
                match rx.recv().await {
                    Some(number) if number % 2 == 0 => break number.saturating_mul(number),
                    Some(_) => {}
                    None => return,
                }
            };
            if ready.send(square).await.is_err() {
                return;
            }
        }
    });
    futures::stream::unfold(
        (wanted, squares, n),
        |(wanted, mut squares, left)| async move {
            let left = left.checked_sub(1)?;
            wanted.send(()).await.ok()?;
            let square = squares.recv().await?;
            Some((square, (wanted, squares, left)))
        },
    )
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
