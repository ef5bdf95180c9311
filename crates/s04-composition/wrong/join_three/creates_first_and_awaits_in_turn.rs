//~ sequential-await in takes_as_long_as_the_longest
//~ sequential-await in all_begin_before_one_ends
//! "The calls start the work, the awaits collect it." A call only creates the future; nothing runs
//! before somebody polls it.

use s04_composition::tasks::{task_a, task_b, task_c};

pub async fn run_all() -> (String, String, String) {
    let (a, b, c) = (task_a(), task_b(), task_c());
    (a.await, b.await, c.await)
}
