//! Each `add` waits until the task has counted it, and a question is an `add` of 0.

use futures::{StreamExt, stream};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
pub async fn sum_all<F: Future<Output = u64>>(inputs: Vec<F>) -> u64 {
    let n = inputs.len().max(1);
    stream::iter(inputs)
        .buffer_unordered(n)
        .fold(0u64, |a, b| std::future::ready(a + b))
        .await
}
/// Each add waits until it was counted.
#[derive(Clone, Debug)]
pub struct Counter(mpsc::Sender<(u64, oneshot::Sender<u64>)>);
impl Counter {
    pub fn start() -> (Counter, JoinHandle<u64>) {
        let (tx, mut rx) = mpsc::channel::<(u64, oneshot::Sender<u64>)>(8);
        (
            Counter(tx),
            tokio::spawn(async move {
                let mut total = 0u64;
                loop {
                    let Some((n, answer)) = rx.recv().await else {
                        return total;
                    };
                    total += n;
                    answer.send(total).ok();
                }
            }),
        )
    }
    async fn ask(&self, n: u64) -> u64 {
        let (tx, rx) = oneshot::channel();
        self.0.send((n, tx)).await.ok();
        rx.await.unwrap()
    }
    pub async fn add(&self, n: u64) {
        self.ask(n).await;
    }
    pub async fn get(&self) -> u64 {
        self.ask(0).await
    }
}
