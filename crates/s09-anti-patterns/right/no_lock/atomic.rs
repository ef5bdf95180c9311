//! An atomic is enough for a number. The task only waits until the last handle is gone.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

use futures::future::join_all;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

pub async fn sum_all<F: Future<Output = u64>>(inputs: Vec<F>) -> u64 {
    join_all(inputs).await.into_iter().sum()
}

#[derive(Clone, Debug)]
pub struct Counter {
    total: Arc<AtomicU64>,
    _life: mpsc::Sender<()>,
}

impl Counter {
    pub fn start() -> (Counter, JoinHandle<u64>) {
        let (life, mut end) = mpsc::channel(1);
        let total = Arc::new(AtomicU64::new(0));
        let counter = Counter {
            total: Arc::clone(&total),
            _life: life,
        };
        let task = tokio::spawn(async move {
            end.recv().await;
            total.load(SeqCst)
        });
        (counter, task)
    }

    pub async fn add(&self, n: u64) {
        self.total.fetch_add(n, SeqCst);
    }

    pub async fn get(&self) -> u64 {
        self.total.load(SeqCst)
    }
}
