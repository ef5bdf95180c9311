//! runtime_agnostic: a core that knows no runtime.
//! Task and hints: `cargo xtask lesson runtime_agnostic`, `cargo xtask hint runtime_agnostic`
//! 日本語: exercises/s08-comparison/runtime_agnostic.ja.md

use std::time::Duration;

use futures::channel::mpsc::Receiver;

/// Pauses for so many milliseconds as each number says, one after the other, and returns their sum.
pub async fn pipeline(numbers: Receiver<u32>, sleep: impl AsyncFn(Duration)) -> u64 {
    let _ = (numbers, sleep);
    todo!("take a number, pause, take the next")
}

/// Runs the job on tokio's current-thread runtime, on its multi-thread runtime, and without tokio.
pub fn run_everywhere<T>(job: impl AsyncFn() -> T) -> [T; 3] {
    let _ = job;
    todo!("three executors, one after the other")
}
