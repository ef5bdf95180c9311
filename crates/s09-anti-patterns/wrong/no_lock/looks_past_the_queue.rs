//~ forgotten-task in added_then_counted
//! "The total is published, so `get` only has to look." It sees what has been counted, and not what has been
//! accepted.

use futures::future::join_all;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

pub async fn sum_all<F: Future<Output = u64>>(inputs: Vec<F>) -> u64 {
    join_all(inputs).await.into_iter().sum()
}

#[derive(Clone, Debug)]
pub struct Counter {
    adds: mpsc::Sender<u64>,
    total: watch::Receiver<u64>,
}

impl Counter {
    pub fn start() -> (Counter, JoinHandle<u64>) {
        let (adds, mut received) = mpsc::channel(64);
        let (publish, total) = watch::channel(0);
        let task = tokio::spawn(async move {
            let mut total = 0;
            while let Some(n) = received.recv().await {
                total += n;
                publish.send_replace(total);
            }
            total
        });
        (Counter { adds, total }, task)
    }

    pub async fn add(&self, n: u64) {
        self.adds.send(n).await.unwrap();
    }

    pub async fn get(&self) -> u64 {
        *self.total.borrow()
    }
}
