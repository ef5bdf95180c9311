//~ ready-too-late in squares_of_the_even_numbers_in_their_order
//! "The consumer keeps the same beat as the producer." It is the producer that pauses; who adds a
//! pause of its own is always behind.

use std::time::Duration;

use futures::{Stream, StreamExt};
use tokio::sync::mpsc::{Receiver, Sender};
use tokio::time::sleep;
use tokio_stream::wrappers::ReceiverStream;

/// The squares of the even numbers that come in, at most `n` of them.
pub fn pipeline(rx: Receiver<i32>, n: usize) -> impl Stream<Item = i32> {
    ReceiverStream::new(rx)
        .filter(|number| std::future::ready(number % 2 == 0))
        .then(|number| async move {
            sleep(Duration::from_millis(50)).await;
            number.saturating_mul(number)
        })
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
