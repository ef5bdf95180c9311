//! The same macro, of another crate.

use s04_composition::tasks::{task_a, task_b, task_c};

pub async fn run_all() -> (String, String, String) {
    futures::join!(task_a(), task_b(), task_c())
}
