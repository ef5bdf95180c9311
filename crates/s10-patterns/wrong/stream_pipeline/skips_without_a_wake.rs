//~ lost-wake in squares_of_the_even_numbers_in_their_order
//! "An odd number is nothing for me: `Pending`." The receiver had a number and registered no waker,
//! so nobody polls the stream again.

use std::task::Poll;
use std::time::Duration;

use futures::{Stream, stream};
use tokio::sync::mpsc::{Receiver, Sender};
use tokio::time::sleep;

/// The squares of the even numbers that come in, at most `n` of them.
pub fn pipeline(mut rx: Receiver<i32>, mut n: usize) -> impl Stream<Item = i32> {
    stream::poll_fn(move |context| {
        if n == 0 {
            return Poll::Ready(None);
        }
        match rx.poll_recv(context) {
            Poll::Ready(Some(number)) if number % 2 == 0 => {
                n -= 1;
                Poll::Ready(Some(number.saturating_mul(number)))
            }
            Poll::Ready(None) => Poll::Ready(None),
            _ => Poll::Pending,
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
