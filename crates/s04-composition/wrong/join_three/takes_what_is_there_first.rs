//~ ready-too-early in takes_as_long_as_the_longest
//! "`select!` waits for all of them." It waits for one, and drops the others.

use s04_composition::tasks::{task_a, task_b, task_c};

pub async fn run_all() -> (String, String, String) {
    let (mut a, mut b, mut c) = (String::new(), String::new(), String::new());
    tokio::select! {
        result = task_a() => a = result,
        result = task_b() => b = result,
        result = task_c() => c = result,
    }
    (a, b, c)
}
