//~ needless-offload in added_then_counted
//! "A loop that waits for messages blocks, so it belongs to the blocking pool." A task waits without a
//! thread; this one keeps a thread of the pool as long as the counter lives.

use futures::future::join_all;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
pub async fn sum_all<F: Future<Output = u64>>(inputs: Vec<F>) -> u64 {
    join_all(inputs).await.into_iter().sum()
}
#[derive(Debug)]
enum Message {
    Add(u64),
    Get(oneshot::Sender<u64>),
}
#[derive(Clone, Debug)]
pub struct Counter(mpsc::Sender<Message>);
impl Counter {
    pub fn start() -> (Counter, JoinHandle<u64>) {
        let (tx, mut rx) = mpsc::channel(64);
        let task = tokio::task::spawn_blocking(move || {
            let mut total = 0;
            while let Some(m) = rx.blocking_recv() {
                match m {
                    Message::Add(n) => total += n,
                    Message::Get(a) => {
                        let _ = a.send(total);
                    }
                }
            }
            total
        });
        (Counter(tx), task)
    }
    pub async fn add(&self, n: u64) {
        let _ = self.0.send(Message::Add(n)).await;
    }
    pub async fn get(&self) -> u64 {
        let (tx, rx) = oneshot::channel();
        self.0.send(Message::Get(tx)).await.unwrap();
        rx.await.unwrap()
    }
}
