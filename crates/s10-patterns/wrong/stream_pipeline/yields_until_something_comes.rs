//~ busy-poll in senders_gone_then_the_rest_and_the_end
//! "Look, and let the others run." It asks to be polled again at once, and so keeps a core busy.

use std::time::Duration;

use futures::{Stream, stream};
use tokio::sync::mpsc::error::TryRecvError;
use tokio::sync::mpsc::{Receiver, Sender};
use tokio::time::sleep;

/// The squares of the even numbers that come in, at most `n` of them.
pub fn pipeline(rx: Receiver<i32>, n: usize) -> impl Stream<Item = i32> {
    stream::unfold((rx, n), |(mut rx, left)| async move {
        let left = left.checked_sub(1)?;
        loop {
            match rx.try_recv() {
                Ok(number) if number % 2 == 0 => {
                    return Some((number.saturating_mul(number), (rx, left)));
                }
                Ok(_) => {}
                Err(TryRecvError::Empty) => tokio::task::yield_now().await,
                Err(TryRecvError::Disconnected) => return None,
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
