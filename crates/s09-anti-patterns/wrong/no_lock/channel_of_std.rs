//~ blocked-executor in added_then_counted
//! "A channel is a channel." The `recv` of `std` waits with the thread, on which those who send would have to
//! run.

use std::sync::mpsc;

use futures::future::join_all;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub async fn sum_all<F: Future<Output = u64>>(inputs: Vec<F>) -> u64 {
    join_all(inputs).await.into_iter().sum()
}

#[derive(Clone, Debug)]
pub struct Counter {
    messages: mpsc::SyncSender<Message>,
}

#[derive(Debug)]
enum Message {
    Add(u64),
    Get(oneshot::Sender<u64>),
}

impl Counter {
    pub fn start() -> (Counter, JoinHandle<u64>) {
        let (messages, received) = mpsc::sync_channel(64);
        (Counter { messages }, tokio::spawn(count(received)))
    }

    pub async fn add(&self, n: u64) {
        self.messages.send(Message::Add(n)).unwrap();
    }

    pub async fn get(&self) -> u64 {
        let (answer, total) = oneshot::channel();
        self.messages.send(Message::Get(answer)).unwrap();
        total.await.unwrap()
    }
}

async fn count(messages: mpsc::Receiver<Message>) -> u64 {
    let mut total = 0;
    while let Ok(message) = messages.recv() {
        match message {
            Message::Add(n) => total += n,
            Message::Get(answer) => drop(answer.send(total)),
        }
    }
    total
}
