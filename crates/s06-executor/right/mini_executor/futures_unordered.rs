//! The combinators of `futures` do the book-keeping: a set of tasks, and a channel for new ones.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures::executor::block_on;
use futures::future::{Either, FutureExt, select};
use futures::stream::{FuturesUnordered, StreamExt};

type BoxFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

pub struct Exec {
    spawner: Spawner,
    spawned: UnboundedReceiver<BoxFuture>,
}

#[derive(Clone)]
pub struct Spawner {
    sender: UnboundedSender<BoxFuture>,
    unfinished: Arc<AtomicUsize>,
}

impl Exec {
    pub fn new() -> Exec {
        let (sender, spawned) = unbounded();
        let spawner = Spawner {
            sender,
            unfinished: Arc::default(),
        };
        Exec { spawner, spawned }
    }

    pub fn spawner(&self) -> Spawner {
        self.spawner.clone()
    }

    pub fn run(self) {
        let Exec {
            spawner,
            mut spawned,
        } = self;
        block_on(async move {
            let mut tasks = FuturesUnordered::new();
            while spawner.unfinished.load(Ordering::SeqCst) > 0 {
                if tasks.is_empty() {
                    tasks.extend(spawned.next().await);
                    continue;
                }
                match select(spawned.next(), tasks.next()).await {
                    Either::Left((task, _)) => tasks.extend(task),
                    Either::Right(_) => {
                        spawner.unfinished.fetch_sub(1, Ordering::SeqCst);
                    }
                }
            }
        });
    }
}

impl Spawner {
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        self.unfinished.fetch_add(1, Ordering::SeqCst);
        let guarded = std::panic::AssertUnwindSafe(future).catch_unwind();
        let _ = self.sender.unbounded_send(guarded.map(drop).boxed());
    }
}
