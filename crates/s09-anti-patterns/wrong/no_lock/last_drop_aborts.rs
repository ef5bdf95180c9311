//~ lost-message in hundreds_at_the_same_time
//! "When nobody is left, the task can go." Its end is also its result, and what waits in the queue is lost.

use std::sync::Arc;

use futures::future::join_all;
use tokio::sync::{mpsc, oneshot};
use tokio::task::{AbortHandle, JoinHandle};

pub async fn sum_all<F: Future<Output = u64>>(inputs: Vec<F>) -> u64 {
    join_all(inputs).await.into_iter().sum()
}

#[derive(Clone, Debug)]
pub struct Counter {
    messages: mpsc::Sender<Message>,
    _end: Arc<End>,
}

#[derive(Debug)]
enum Message {
    Add(u64),
    Get(oneshot::Sender<u64>),
}

#[derive(Debug)]
struct End(AbortHandle);

impl Drop for End {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Counter {
    pub fn start() -> (Counter, JoinHandle<u64>) {
        let (messages, received) = mpsc::channel(64);
        let task = tokio::spawn(count(received));
        let _end = Arc::new(End(task.abort_handle()));
        (Counter { messages, _end }, task)
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
