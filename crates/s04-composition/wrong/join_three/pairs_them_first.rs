//~ sequential-await in takes_as_long_as_the_longest
//~ sequential-await in all_begin_before_one_ends
//! "Join two, then the third." The third begins when the first two are over.

use s04_composition::tasks::{task_a, task_b, task_c};

pub async fn run_all() -> (String, String, String) {
    let (a, b) = tokio::join!(task_a(), task_b());
    (a, b, task_c().await)
}
