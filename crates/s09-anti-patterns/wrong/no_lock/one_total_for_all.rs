//~ wrong-result in two_counters_at_the_same_time
//! "An atomic needs no lock." A static one is shared by all counters there are.

use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

use futures::future::join_all;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

pub async fn sum_all<F: Future<Output = u64>>(inputs: Vec<F>) -> u64 {
    join_all(inputs).await.into_iter().sum()
}

static TOTAL: AtomicU64 = AtomicU64::new(0);

#[derive(Clone, Debug)]
pub struct Counter {
    _life: mpsc::Sender<()>,
}

impl Counter {
    pub fn start() -> (Counter, JoinHandle<u64>) {
        TOTAL.store(0, SeqCst);
        let (life, mut end) = mpsc::channel(1);
        let task = tokio::spawn(async move {
            end.recv().await;
            TOTAL.load(SeqCst)
        });
        (Counter { _life: life }, task)
    }

    pub async fn add(&self, n: u64) {
        TOTAL.fetch_add(n, SeqCst);
    }

    pub async fn get(&self) -> u64 {
        TOTAL.load(SeqCst)
    }
}
