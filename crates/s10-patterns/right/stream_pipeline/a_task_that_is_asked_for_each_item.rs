//! A task owns the receiver, and takes a number only when the stream has asked it to. It is ended with
//! the stream. The producer is a stream as well.

use std::pin::pin;
use std::time::Duration;

use futures::future::{Either, select};
use futures::{Stream, StreamExt, stream};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::oneshot;
use tokio::time::sleep;
use tokio_util::task::AbortOnDropHandle;

/// The squares of the even numbers that come in, at most `n` of them.
pub fn pipeline(mut rx: Receiver<i32>, n: usize) -> impl Stream<Item = i32> {
    let (wishes, mut wanted) = channel::<oneshot::Sender<i32>>(1);
    let task = AbortOnDropHandle::new(tokio::spawn(async move {
        while let Some(reply) = wanted.recv().await {
            let square = loop {
                match rx.recv().await {
                    Some(number) if number % 2 == 0 => break number.saturating_mul(number),
                    Some(_) => {}
                    None => return,
                }
            };
            let _ = reply.send(square);
        }
    }));
    stream::unfold((wishes, task), |(wishes, task)| async move {
        let (reply, square) = oneshot::channel();
        wishes.send(reply).await.ok()?;
        Some((square.await.ok()?, (wishes, task)))
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
    let mut numbers = pin!(stream::iter(numbers).enumerate());
    let mut accepted = 0;
    while let Some((place, number)) = numbers.next().await {
        let send = async {
            if place > 0 {
                sleep(pause).await;
            }
            tx.send(number).await
        };
        match select(pin!(send), pin!(tx.closed())).await {
            Either::Left((Ok(()), _)) => accepted += 1,
            _ => break,
        }
    }
    accepted
}
