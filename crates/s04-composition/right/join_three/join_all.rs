//! Boxed, so that three types fit in one list.

use futures::future::{FutureExt, join_all};
use s04_composition::tasks::{task_a, task_b, task_c};

pub async fn run_all() -> (String, String, String) {
    let all = [
        task_a().boxed_local(),
        task_b().boxed_local(),
        task_c().boxed_local(),
    ];
    let mut results = join_all(all).await.into_iter();
    let mut next = || results.next().unwrap_or_default();
    (next(), next(), next())
}
