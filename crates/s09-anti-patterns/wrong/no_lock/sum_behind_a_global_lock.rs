//~ wrong-result in two_sums_at_the_same_time
//! "All add to the same place." So do the inputs of another sum.

use futures::future::join_all;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

static SUM: std::sync::Mutex<u64> = std::sync::Mutex::new(0);

pub async fn sum_all<F: Future<Output = u64>>(inputs: Vec<F>) -> u64 {
    *SUM.lock().unwrap() = 0;
    join_all(inputs.into_iter().map(|input| async {
        let output = input.await;
        *SUM.lock().unwrap() += output;
    }))
    .await;
    *SUM.lock().unwrap()
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
