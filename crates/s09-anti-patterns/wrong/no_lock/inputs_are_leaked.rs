//~ late-drop in inputs_borrow_and_are_dropped_with_the_sum
//! "Inputs that are not `Unpin` need a place that never moves." A leaked box is one, and what is in it is never
//! dropped.

use futures::future::join_all;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

pub async fn sum_all<F: Future<Output = u64>>(inputs: Vec<F>) -> u64 {
    let inputs = inputs
        .into_iter()
        .map(|input| Box::leak(Box::new(Box::pin(input))).as_mut());
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
