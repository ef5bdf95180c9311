//! The stream is a struct with a `poll_next` that loops over what is no item. The producer's pause is
//! one `Sleep` that is set anew.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures::Stream;
use tokio::sync::mpsc::{Receiver, Sender};
use tokio::time::{Instant, sleep};

struct Squares {
    rx: Receiver<i32>,
    left: usize,
}

impl Stream for Squares {
    type Item = i32;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<i32>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        loop {
            match ready!(self.rx.poll_recv(context)) {
                Some(number) if number & 1 == 0 => {
                    self.left -= 1;
                    let square = number.checked_mul(number).unwrap_or(i32::MAX);
                    return Poll::Ready(Some(square));
                }
                Some(_) => {}
                None => return Poll::Ready(None),
            }
        }
    }
}

/// The squares of the even numbers that come in, at most `n` of them.
pub fn pipeline(rx: Receiver<i32>, n: usize) -> impl Stream<Item = i32> {
    Squares { rx, left: n }
}

/// Sends the numbers, with a pause between any two, until there are no more or nobody receives
/// them. Returns how many the channel has accepted.
pub async fn produce(
    tx: Sender<i32>,
    numbers: impl Iterator<Item = i32>,
    pause: Duration,
) -> usize {
    let mut rest = pin!(sleep(Duration::ZERO));
    let mut accepted = 0;
    for number in numbers {
        if accepted > 0 {
            let mut closed = pin!(tx.closed());
            rest.as_mut().reset(Instant::now() + pause);
            let is_closed = poll_fn(|context| {
                if closed.as_mut().poll(context).is_ready() {
                    return Poll::Ready(true);
                }
                rest.as_mut().poll(context).map(|()| false)
            });
            if is_closed.await {
                break;
            }
        }
        if tx.send(number).await.is_err() {
            break;
        }
        accepted += 1;
    }
    accepted
}
