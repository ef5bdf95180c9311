//! A queue with one place: each sender waits until the task has taken what was there before.

use futures::future::join_all;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

pub async fn sum_all<F: Future<Output = u64>>(inputs: Vec<F>) -> u64 {
    join_all(inputs).await.into_iter().sum()
}

#[derive(Clone, Debug)]
pub struct Counter {
    messages: mpsc::Sender<Message>,
}

#[derive(Debug)]
enum Message {
    Add(u64),
    Get(oneshot::Sender<u64>),
}

impl Counter {
    pub fn start() -> (Counter, JoinHandle<u64>) {
        let (messages, mut received) = mpsc::channel(1);
        let task = tokio::spawn(async move {
            let mut total = 0;
            while let Some(message) = received.recv().await {
                match message {
                    Message::Add(n) => total += n,
                    Message::Get(answer) => drop(answer.send(total)),
                }
            }
            total
        });
        (Counter { messages }, task)
    }

    pub async fn add(&self, n: u64) {
        let sent = self.messages.send(Message::Add(n)).await;
        sent.expect("the task goes on while there is a handle");
    }

    pub async fn get(&self) -> u64 {
        let (answer, answered) = oneshot::channel();
        let sent = self.messages.send(Message::Get(answer)).await;
        sent.expect("the task goes on while there is a handle");
        answered.await.expect("the task answers")
    }
}
