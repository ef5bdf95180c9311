//! A semaphore without permits: who waits for one waits until the semaphore is closed.

use std::sync::Arc;

use tokio::sync::Semaphore;

#[derive(Clone)]
pub struct Gate {
    semaphore: Arc<Semaphore>,
}

impl Gate {
    pub fn new() -> Gate {
        Gate {
            semaphore: Arc::new(Semaphore::new(0)),
        }
    }

    pub fn open(&self) {
        self.semaphore.close();
    }

    pub async fn wait(&self) {
        let _ = self.semaphore.acquire().await;
    }
}
