//! A `watch` channel that carries the one word "open". The waiting future owns all it needs.

use std::sync::Arc;

use tokio::sync::watch;

#[derive(Clone)]
pub struct Gate(Arc<watch::Sender<bool>>);

impl Gate {
    pub fn new() -> Gate {
        Gate(Arc::new(watch::Sender::new(false)))
    }

    pub fn open(&self) {
        self.0.send_replace(true);
    }

    pub fn wait(&self) -> impl Future<Output = ()> + use<> {
        let mut opened = self.0.subscribe();
        async move {
            let _ = opened.wait_for(|open| *open).await;
        }
    }
}
