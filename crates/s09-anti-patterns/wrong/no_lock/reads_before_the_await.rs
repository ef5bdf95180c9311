//~ wrong-result in sum_takes_as_long_as_the_slowest
//! A sum in a `Cell` instead of a lock. But `sum.get() + input.await` reads the sum before the wait, and
//! writes over what the others have added meanwhile.

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
pub async fn sum_all<F: Future<Output = u64>>(inputs: Vec<F>) -> u64 {
    let sum = std::cell::Cell::new(0);
    let each = inputs
        .into_iter()
        .map(|f| async { sum.set(sum.get() + f.await) });
    futures::future::join_all(each).await;
    sum.get()
}
/// Adds and questions come by two ways; before an answer, all adds that are there are counted.
#[derive(Clone, Debug)]
pub struct Counter {
    adds: mpsc::Sender<u64>,
    gets: mpsc::Sender<oneshot::Sender<u64>>,
}
impl Counter {
    pub fn start() -> (Counter, JoinHandle<u64>) {
        let (adds, mut new) = mpsc::channel(1024);
        let (gets, mut questions) = mpsc::channel::<oneshot::Sender<u64>>(16);
        let task = tokio::spawn(async move {
            let mut total = 0;
            loop {
                tokio::select! {
                    n = new.recv() => match n {
                        Some(n) => total += n,
                        None => return total,
                    },
                    Some(q) = questions.recv() => {
                        while let Ok(n) = new.try_recv() { total += n; }
                        let _ = q.send(total);
                    }
                }
            }
        });
        (Counter { adds, gets }, task)
    }
    pub async fn add(&self, n: u64) {
        self.adds.send(n).await.unwrap()
    }
    pub async fn get(&self) -> u64 {
        let (tx, rx) = oneshot::channel();
        self.gets.send(tx).await.unwrap();
        rx.await.unwrap()
    }
}
