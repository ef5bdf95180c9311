//! no_lock: a sum and a counter without a lock.
//! Task and hints: `cargo xtask lesson no_lock`, `cargo xtask hint no_lock`
//! 日本語: exercises/s09-anti-patterns/no_lock.ja.md

use tokio::task::JoinHandle;

/// Waits for all inputs at the same time, and returns their sum.
pub async fn sum_all<F: Future<Output = u64>>(inputs: Vec<F>) -> u64 {
    drop(inputs);
    todo!("futures have outputs: who has to share anything?")
}

/// A handle of a counter. Clones count together.
#[derive(Clone, Debug)]
pub struct Counter {
    // What does a handle need, when the total belongs to a task?
}

impl Counter {
    /// Starts a counter at 0. The task ends when all handles are dropped; its output is the total.
    pub fn start() -> (Counter, JoinHandle<u64>) {
        todo!("a task that owns the total, and a handle that sends to it")
    }

    /// Adds `n` to the total.
    pub async fn add(&self, n: u64) {
        let _ = n;
        todo!("send it, and wait where too much has been sent already")
    }

    /// The total, with all that any handle had added before.
    pub async fn get(&self) -> u64 {
        todo!("ask for it, and say where the answer is to be sent")
    }
}
