//! spawn_or_join: beside each other in one task, or in the background.
//! Task and hints: `cargo xtask lesson spawn_or_join`, `cargo xtask hint spawn_or_join`
//! 日本語: exercises/s11-faq/spawn_or_join.ja.md

use tokio::task::JoinHandle;

/// Waits for both in the task of the caller.
pub async fn both<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    (a.await, b.await)
}

/// Work in the background. Whoever drops it ends the work.
pub struct Background<T> {
    task: JoinHandle<T>,
}

impl<T: Send + 'static> Background<T> {
    /// Begins the work in a task of its own.
    pub fn start(work: impl Future<Output = T> + Send + 'static) -> Background<T> {
        Background {
            task: tokio::spawn(work),
        }
    }

    /// Waits for the output.
    pub async fn join(self) -> T {
        todo!("and if somebody drops this future while it waits?")
    }

    /// Ends the work, and waits until nothing of it is left. Returns the output if the work was
    /// over before.
    pub async fn cancel(self) -> Option<T> {
        self.task.abort();
        todo!("what has happened when `abort` returns?")
    }

    /// Lets the work go on, with nobody to wait for it.
    pub fn detach(self) {
        todo!("dropping a `JoinHandle` ends nothing")
    }
}
