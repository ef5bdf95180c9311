//~ wrong-result in polled_by_run_on_its_own_thread
//! "Threads are executors as well: one for each task, and `run` joins them." Then there is no executor;
//! a thousand tasks are a thousand threads.

use std::pin::Pin;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use futures::executor::block_on;

type BoxFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

pub struct Exec {
    sender: Sender<BoxFuture>,
    spawned: Receiver<BoxFuture>,
}

#[derive(Clone)]
pub struct Spawner(Sender<BoxFuture>);

impl Exec {
    pub fn new() -> Exec {
        let (sender, spawned) = channel();
        Exec { sender, spawned }
    }

    pub fn spawner(&self) -> Spawner {
        Spawner(self.sender.clone())
    }

    pub fn run(self) {
        drop(self.sender);
        let begin = |task| thread::spawn(|| block_on(task));
        let threads: Vec<JoinHandle<()>> = self.spawned.into_iter().map(begin).collect();
        for thread in threads {
            let _ = thread.join();
        }
    }
}

impl Spawner {
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        let _ = self.0.send(Box::pin(future));
    }
}
