//~ sequential-await in takes_as_long_as_the_longest
//~ sequential-await in all_begin_before_one_ends
//! "Three awaits, three results." The second task is not even created before the first has ended.

use s04_composition::tasks::{task_a, task_b, task_c};

pub async fn run_all() -> (String, String, String) {
    let a = task_a().await;
    let b = task_b().await;
    let c = task_c().await;
    (a, b, c)
}
