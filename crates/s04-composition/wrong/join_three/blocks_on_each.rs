//~ panic in takes_as_long_as_the_longest
//! "`block_on` runs a future." Not on a thread that is running one already.

use s04_composition::tasks::{task_a, task_b, task_c};

pub async fn run_all() -> (String, String, String) {
    let runtime = tokio::runtime::Handle::current();
    (
        runtime.block_on(task_a()),
        runtime.block_on(task_b()),
        runtime.block_on(task_c()),
    )
}
