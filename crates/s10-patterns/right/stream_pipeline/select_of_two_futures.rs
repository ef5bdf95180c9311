//! The whole work against the end of the receiver, in one `select`.

use std::time::Duration;

use futures::Stream;
use tokio::sync::mpsc::{Receiver, Sender};

use futures::StreamExt as _;
use futures::future::{Either, ready, select};
use std::pin::pin;

pub fn pipeline(rx: Receiver<i32>, n: usize) -> impl Stream<Item = i32> {
    tokio_stream::wrappers::ReceiverStream::new(rx)
        .filter_map(|x| ready((x & 1 == 0).then(|| x.saturating_pow(2))))
        .take(n)
        .fuse()
}

pub async fn produce(
    tx: Sender<i32>,
    numbers: impl Iterator<Item = i32>,
    pause: Duration,
) -> usize {
    let mut numbers = numbers.enumerate();
    let mut count = 0;
    let work = async {
        while let Some((i, x)) = numbers.next() {
            if i > 0 {
                tokio::time::sleep(pause).await;
            }
            if tx.send(x).await.is_err() {
                return;
            }
            count = i + 1;
        }
    };
    {
        let work = pin!(work);
        match select(work, pin!(tx.closed())).await {
            Either::Left(_) | Either::Right(_) => {}
        }
    }
    count
}
