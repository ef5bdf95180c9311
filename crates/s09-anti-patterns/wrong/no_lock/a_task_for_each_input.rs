//~ E0310
//! "At the same time means in tasks." A task needs futures that borrow nothing and may go to another thread.

use tokio::sync::{mpsc, oneshot};
use tokio::task::{JoinHandle, JoinSet};

pub async fn sum_all<F: Future<Output = u64> + Send>(inputs: Vec<F>) -> u64 {
    let tasks: JoinSet<u64> = inputs.into_iter().collect();
    tasks.join_all().await.into_iter().sum()
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
        (Counter { messages }, tokio::spawn(count(received)))
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
