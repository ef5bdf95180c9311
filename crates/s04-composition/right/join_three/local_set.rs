//! Tasks of their own, on a set that keeps them on this thread.

use s04_composition::tasks::{task_a, task_b, task_c};
use tokio::task::{LocalSet, spawn_local};

pub async fn run_all() -> (String, String, String) {
    let results = async {
        let (a, b, c) = (
            spawn_local(task_a()),
            spawn_local(task_b()),
            spawn_local(task_c()),
        );
        (a.await.unwrap(), b.await.unwrap(), c.await.unwrap())
    };
    LocalSet::new().run_until(results).await
}
