//~ E0277
//! "Concurrency means spawn." A spawned task has to be `Send`, and these futures are not.

use s04_composition::tasks::{task_a, task_b, task_c};

pub async fn run_all() -> (String, String, String) {
    let a = tokio::spawn(task_a());
    let b = tokio::spawn(task_b());
    let c = tokio::spawn(task_c());
    (a.await.unwrap(), b.await.unwrap(), c.await.unwrap())
}
