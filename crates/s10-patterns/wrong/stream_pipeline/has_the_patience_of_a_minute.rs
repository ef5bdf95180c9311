//~ lost-message in channel_is_full_then_it_waits_for_room
//! "Who has no room for a minute is not there any more." The receiver is there, and busy: the number is
//! lost, and the producer gives up.

use std::time::Duration;

use futures::Stream;
use tokio::sync::mpsc::{Receiver, Sender};

pub fn pipeline(rx: Receiver<i32>, n: usize) -> impl Stream<Item = i32> {
    futures::stream::unfold((rx, n), |(mut rx, left)| async move {
        if left == 0 {
            return None;
        }
        loop {
            let x = rx.recv().await?;
            if x % 2 == 0 {
                return Some((x.saturating_mul(x), (rx, left - 1)));
            }
        }
    })
}

pub async fn produce(
    tx: Sender<i32>,
    numbers: impl Iterator<Item = i32>,
    pause: Duration,
) -> usize {
    let mut count = 0;
    for x in numbers {
        if count > 0 {
            tokio::select! {
                () = tx.closed() => return count,
                () = tokio::time::sleep(pause) => {}
            }
        }
        if tx.send_timeout(x, Duration::from_secs(60)).await.is_err() {
            return count;
        }
        count += 1;
    }
    count
}
