//! Adds and questions come over different channels. What was accepted before a question is counted first.

use futures::future::join_all;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

pub async fn sum_all<F: Future<Output = u64>>(inputs: Vec<F>) -> u64 {
    join_all(inputs).await.into_iter().sum()
}

#[derive(Clone, Debug)]
pub struct Counter {
    adds: mpsc::Sender<u64>,
    questions: mpsc::Sender<oneshot::Sender<u64>>,
}

impl Counter {
    pub fn start() -> (Counter, JoinHandle<u64>) {
        let (adds, mut added) = mpsc::channel(100);
        let (questions, mut asked) = mpsc::channel::<oneshot::Sender<u64>>(100);
        let task = tokio::spawn(async move {
            let mut total = 0;
            loop {
                tokio::select! {
                    biased;
                    Some(n) = added.recv() => total += n,
                    Some(question) = asked.recv() => {
                        while let Ok(n) = added.try_recv() {
                            total += n;
                        }
                        let _ = question.send(total);
                    }
                    else => return total,
                }
            }
        });
        (Counter { adds, questions }, task)
    }

    pub async fn add(&self, n: u64) {
        self.adds.send(n).await.unwrap();
    }

    pub async fn get(&self) -> u64 {
        let (answer, total) = oneshot::channel();
        self.questions.send(answer).await.unwrap();
        total.await.unwrap()
    }
}
