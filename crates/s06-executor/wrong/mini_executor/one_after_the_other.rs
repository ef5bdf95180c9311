//~ dropped-wake in waiting_task_is_left_alone_while_another_is_busy
//~ starved-task in yielding_task_lets_the_others_have_their_turn
//! "Run the first to its end, then the next." While the first one waits, the others wait for it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::mpsc::{Receiver, Sender, channel};

type BoxFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

pub struct Exec {
    sender: Sender<BoxFuture>,
    tasks: Receiver<BoxFuture>,
}

#[derive(Clone)]
pub struct Spawner(Sender<BoxFuture>);

impl Spawner {
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        let _ = self.0.send(Box::pin(future));
    }
}

impl Exec {
    pub fn new() -> Exec {
        let (sender, tasks) = channel();
        Exec { sender, tasks }
    }

    pub fn spawner(&self) -> Spawner {
        Spawner(self.sender.clone())
    }

    pub fn run(self) {
        drop(self.sender);
        while let Ok(task) = self.tasks.recv() {
            let _ = catch_unwind(AssertUnwindSafe(|| futures::executor::block_on(task)));
        }
    }
}
