//! Each message has its answer: `add` returns when it has been counted. The sum is a stream.

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

pub async fn sum_all<F: Future<Output = u64>>(inputs: Vec<F>) -> u64 {
    let outputs: FuturesUnordered<F> = inputs.into_iter().collect();
    outputs.fold(0, async |sum, output| sum + output).await
}

#[derive(Clone, Debug)]
pub struct Counter {
    messages: mpsc::Sender<(u64, oneshot::Sender<u64>)>,
}

impl Counter {
    pub fn start() -> (Counter, JoinHandle<u64>) {
        let (messages, received) = mpsc::channel(64);
        (Counter { messages }, tokio::spawn(count(received)))
    }

    pub async fn add(&self, n: u64) {
        let (answer, total) = oneshot::channel();
        self.messages.send((n, answer)).await.unwrap();
        total.await.unwrap();
    }

    pub async fn get(&self) -> u64 {
        let (answer, total) = oneshot::channel();
        self.messages.send((0, answer)).await.unwrap();
        total.await.unwrap()
    }
}

async fn count(mut messages: mpsc::Receiver<(u64, oneshot::Sender<u64>)>) -> u64 {
    let mut total = 0;
    while let Some((n, answer)) = messages.recv().await {
        total += n;
        let _ = answer.send(total);
    }
    total
}
