//! Threads that wait for jobs, started with the first one.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, LazyLock, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use futures::channel::oneshot;
use tokio::time::sleep;

type Job = Box<dyn FnOnce() + Send>;

static POOL: LazyLock<mpsc::Sender<Job>> = LazyLock::new(|| {
    let (jobs, queue) = mpsc::channel::<Job>();
    let queue = Arc::new(Mutex::new(queue));
    for _ in 0..8 {
        let queue = Arc::clone(&queue);
        thread::spawn(move || {
            loop {
                let job = queue.lock().unwrap().recv();
                match job {
                    Ok(job) => job(),
                    Err(_) => return,
                }
            }
        });
    }
    jobs
});

pub async fn good_delay(duration: Duration) {
    sleep(duration).await;
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (send, output) = oneshot::channel();
    let job = move || drop(send.send(catch_unwind(AssertUnwindSafe(work))));
    POOL.send(Box::new(job)).expect("the pool never ends");
    match output.await.expect("each job sends before it ends") {
        Ok(output) => output,
        Err(panic) => resume_unwind(panic),
    }
}
