//! The other `StreamExt`, whose predicates are async; the producer races the whole of its loop
//! against the end of the channel.

use std::cell::Cell;
use std::future::ready;
use std::time::Duration;

use futures::{Stream, StreamExt};
use tokio::sync::mpsc::{Receiver, Sender};
use tokio::time::sleep;
use tokio_stream::wrappers::ReceiverStream;

/// The squares of the even numbers that come in, at most `n` of them.
pub fn pipeline(rx: Receiver<i32>, n: usize) -> impl Stream<Item = i32> {
    ReceiverStream::new(rx)
        .filter_map(|number| ready((number % 2 == 0).then(|| number.saturating_pow(2))))
        .take(n)
}

/// Sends the numbers, with a pause between any two, until there are no more or nobody receives
/// them. Returns how many the channel has accepted.
pub async fn produce(
    tx: Sender<i32>,
    numbers: impl Iterator<Item = i32>,
    pause: Duration,
) -> usize {
    let accepted = Cell::new(0);
    let send_all = async {
        for number in numbers {
            if accepted.get() > 0 {
                sleep(pause).await;
            }
            match tx.reserve().await {
                Ok(permit) => permit.send(number),
                Err(_) => return,
            }
            accepted.set(accepted.get() + 1);
        }
    };
    tokio::select! {
        biased;
        () = tx.closed() => {}
        () = send_all => {}
    }
    accepted.get()
}
