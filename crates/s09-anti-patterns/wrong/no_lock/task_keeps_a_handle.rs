//~ leaked-task in hundreds_at_the_same_time
//! "The task needs a sender, to answer with." The channel is closed when all senders are gone, and this one
//! never goes: the task waits for itself.

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
        let (messages, received) = mpsc::channel(64);
        let own = messages.clone();
        let task = tokio::spawn(async move {
            let total = count(received).await;
            drop(own);
            total
        });
        (Counter { messages }, task)
    }

    pub async fn add(&self, n: u64) {
        self.messages.send(Message::Add(n)).await.unwrap();
    }

    pub async fn get(&self) -> u64 {
        let (answer, total) = oneshot::channel();
        self.messages.send(Message::Get(answer)).await.unwrap();
        total.await.unwrap()
    }
}

async fn count(mut messages: mpsc::Receiver<Message>) -> u64 {
    let mut total = 0;
    while let Some(message) = messages.recv().await {
        match message {
            Message::Add(n) => total += n,
            Message::Get(answer) => drop(answer.send(total)),
        }
    }
    total
}
