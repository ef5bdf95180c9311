//! mini_executor: runs many tasks on one thread, and sleeps while none of them can run.
//! Task and hints: `cargo xtask lesson mini_executor`, `cargo xtask hint mini_executor`
//! 日本語: exercises/s06-executor/mini_executor.ja.md

/// Runs tasks on the thread that calls [`Exec::run`].
pub struct Exec {
    // TODO: which tasks are there, which of them are ready, and how does the thread sleep?
}

/// Gives tasks to an executor, also from inside a task.
#[derive(Clone)]
pub struct Spawner {
    // TODO: how does a task get into the queue?
}

impl Exec {
    pub fn new() -> Exec {
        Exec {}
    }

    pub fn spawner(&self) -> Spawner {
        Spawner {}
    }

    /// Runs until no task is left.
    pub fn run(self) {
        todo!("poll what is ready; sleep while nothing is; when is it over?")
    }
}

impl Spawner {
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        let _future = Box::pin(future);
        todo!("what is a task, and what does its waker do?")
    }
}
