//~ ready-too-late in added_then_counted
//! "The task looks into the queue now and then." It looks for nothing most of the time, and whoever asks has to
//! wait for the next look.

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
    loop {
        match messages.try_recv() {
            Ok(Message::Add(n)) => total += n,
            Ok(Message::Get(answer)) => drop(answer.send(total)),
            Err(mpsc::error::TryRecvError::Disconnected) => return total,
            Err(mpsc::error::TryRecvError::Empty) => {
                tokio::time::sleep(std::time::Duration::from_millis(1)).await;
            }
        }
    }
}
