//~ ready-too-late in square_at_the_moment_its_number_comes
//! "Two at a time are cheaper." The first of the two waits for a second one, which may never come.

use std::time::Duration;

use futures::{Stream, StreamExt, stream};
use tokio::sync::mpsc::{Receiver, Sender};
use tokio::time::sleep;
use tokio_stream::wrappers::ReceiverStream;

/// The squares of the even numbers that come in, at most `n` of them.
pub fn pipeline(rx: Receiver<i32>, n: usize) -> impl Stream<Item = i32> {
    ReceiverStream::new(rx)
        .filter(|number| std::future::ready(number % 2 == 0))
        .map(|number| number.saturating_mul(number))
        .chunks(2)
        .flat_map(stream::iter)
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
        if tx.send(number).await.is_err() {
            break;
        }
        accepted += 1;
    }
    accepted
}
