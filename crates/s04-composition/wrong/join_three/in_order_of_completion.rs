//~ wrong-result in results_come_in_the_order_of_the_tasks
//! "The results come as they come." The shortest comes first, and stands where a should be.

use futures::stream::{FuturesUnordered, StreamExt};
use s04_composition::tasks::{task_a, task_b, task_c};

pub async fn run_all() -> (String, String, String) {
    let mut all = FuturesUnordered::new();
    all.push(Box::pin(task_a()) as std::pin::Pin<Box<dyn Future<Output = String>>>);
    all.push(Box::pin(task_b()));
    all.push(Box::pin(task_c()));
    let mut next = async || all.next().await.unwrap();
    (next().await, next().await, next().await)
}
