//! What is sent is what has to be done with the total.

use futures::future::join_all;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

pub async fn sum_all<F: Future<Output = u64>>(inputs: Vec<F>) -> u64 {
    join_all(inputs).await.into_iter().sum()
}

type Job = Box<dyn FnOnce(&mut u64) + Send>;

#[derive(Clone)]
pub struct Counter {
    jobs: mpsc::Sender<Job>,
}

impl Counter {
    pub fn start() -> (Counter, JoinHandle<u64>) {
        let (jobs, mut received) = mpsc::channel::<Job>(1_024);
        let task = tokio::spawn(async move {
            let mut total = 0;
            while let Some(job) = received.recv().await {
                job(&mut total);
            }
            total
        });
        (Counter { jobs }, task)
    }

    pub async fn add(&self, n: u64) {
        self.run(move |total| *total += n).await;
    }

    pub async fn get(&self) -> u64 {
        self.run(|total| *total).await
    }

    async fn run<R: Send + 'static>(&self, job: impl FnOnce(&mut u64) -> R + Send + 'static) -> R {
        let (answer, result) = oneshot::channel();
        let job: Job = Box::new(|total| drop(answer.send(job(total))));
        let _ = self.jobs.send(job).await;
        result.await.unwrap()
    }
}
