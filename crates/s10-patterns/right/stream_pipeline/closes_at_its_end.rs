//! With the last square the receiver is dropped as well. The producer reserves a place first.

use std::time::Duration;

use futures::Stream;
use tokio::sync::mpsc::{Receiver, Sender};

pub fn pipeline(rx: Receiver<i32>, n: usize) -> impl Stream<Item = i32> {
    let start = (n > 0).then_some((rx, n));
    Box::pin(futures::stream::unfold(start, |state| async move {
        let (mut rx, left) = state?;
        loop {
            let x = rx.recv().await?;
            if x.wrapping_abs() % 2 == 0 {
                let rest = if left == 1 {
                    None
                } else {
                    Some((rx, left - 1))
                };
                return Some((x.checked_mul(x).unwrap_or(i32::MAX), rest));
            }
        }
    }))
}

pub async fn produce(
    tx: Sender<i32>,
    mut numbers: impl Iterator<Item = i32>,
    pause: Duration,
) -> usize {
    let Some(mut next) = numbers.next() else {
        return 0;
    };
    let mut count = 0;
    loop {
        let Ok(permit) = tx.reserve().await else {
            return count;
        };
        permit.send(next);
        count += 1;
        match numbers.next() {
            None => return count,
            Some(x) => next = x,
        }
        let until = tokio::time::Instant::now().checked_add(pause);
        tokio::select! {
            biased;
            () = async {
                match until {
                    Some(until) => tokio::time::sleep_until(until).await,
                    None => std::future::pending().await,
                }
            } => {}
            () = tx.closed() => return count,
        }
    }
}
