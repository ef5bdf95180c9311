//~ panic in goes_on_while_a_handle_is_left
//! "If nobody listens to the answer, the caller is gone." Only this question was given up: the handles are
//! still there, and the task is not.

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
        let task = tokio::spawn(async move {
            let mut total = 0;
            while let Some(m) = rx.recv().await {
                match m {
                    Message::Add(n) => total += n,
                    Message::Get(a) => {
                        if a.send(total).is_err() {
                            return total;
                        }
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
