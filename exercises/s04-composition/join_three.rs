//! join_three: three pieces of work in the time of the longest.
//! Task and hints: `cargo xtask lesson join_three`, `cargo xtask hint join_three`
//! 日本語: exercises/s04-composition/join_three.ja.md

use s04_composition::tasks::{task_a, task_b, task_c};

/// Runs the three tasks at the same time, on this thread, and returns their results in the order
/// a, b, c.
pub async fn run_all() -> (String, String, String) {
    let _ = (task_a, task_b, task_c);
    todo!("who polls b while a waits?")
}
