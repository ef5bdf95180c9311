//! stream_pipeline: a stream that ends, and a producer that notices.
//! Task and hints: `cargo xtask lesson stream_pipeline`, `cargo xtask hint stream_pipeline`
//! 日本語: exercises/s10-patterns/stream_pipeline.ja.md

use std::time::Duration;

use futures::Stream;
use tokio::sync::mpsc::{Receiver, Sender};

/// The squares of the even numbers that come in, at most `n` of them.
pub fn pipeline(rx: Receiver<i32>, n: usize) -> impl Stream<Item = i32> {
    let _ = (rx, n);
    // An empty stream; it is here so that the file compiles.
    futures::stream::empty()
}

/// Sends the numbers, with a pause between any two, until there are no more or nobody receives
/// them. Returns how many the channel has accepted.
pub async fn produce(
    tx: Sender<i32>,
    numbers: impl Iterator<Item = i32>,
    pause: Duration,
) -> usize {
    let _ = (tx, numbers, pause);
    todo!("what ends the pause besides the clock?")
}
