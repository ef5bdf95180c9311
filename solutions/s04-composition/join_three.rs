//! `join!` polls all three inside one task, each time that one of them is woken.

use s04_composition::tasks::{task_a, task_b, task_c};

/// Runs the three tasks at the same time, on this thread, and returns their results in the order
/// a, b, c.
pub async fn run_all() -> (String, String, String) {
    tokio::join!(task_a(), task_b(), task_c())
}
