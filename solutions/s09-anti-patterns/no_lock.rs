//! Outputs are added up where they arrive; the total of the counter belongs to one task.

use futures::future::join_all;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

/// Messages that may wait for the task.
const QUEUE: usize = 64;

/// Waits for all inputs at the same time, and returns their sum.
pub async fn sum_all<F: Future<Output = u64>>(inputs: Vec<F>) -> u64 {
    join_all(inputs).await.into_iter().sum()
}

/// A handle of a counter. Clones count together.
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
    /// Starts a counter at 0. The task ends when all handles are dropped; its output is the total.
    pub fn start() -> (Counter, JoinHandle<u64>) {
        let (messages, received) = mpsc::channel(QUEUE);
        (Counter { messages }, tokio::spawn(count(received)))
    }

    /// Adds `n` to the total.
    pub async fn add(&self, n: u64) {
        self.send(Message::Add(n)).await;
    }

    /// The total, with all that any handle had added before.
    pub async fn get(&self) -> u64 {
        let (answer, total) = oneshot::channel();
        self.send(Message::Get(answer)).await;
        total.await.expect("the task answers before it ends")
    }

    async fn send(&self, message: Message) {
        let sent = self.messages.send(message).await;
        sent.expect("the task lives as long as there is a handle");
    }
}

async fn count(mut messages: mpsc::Receiver<Message>) -> u64 {
    let mut total = 0;
    // `None` comes after the last message, when all senders are gone.
    while let Some(message) = messages.recv().await {
        match message {
            Message::Add(n) => total += n,
            // Nobody waits any more? Then nobody has to know.
            Message::Get(answer) => drop(answer.send(total)),
        }
    }
    total
}
