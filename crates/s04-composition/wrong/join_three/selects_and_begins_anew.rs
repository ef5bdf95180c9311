//~ wrong-result in takes_as_long_as_the_longest
//~ wrong-result in each_is_run_once_and_to_its_end
//! "Select until all are there." A future that is created inside the loop begins anew each time
//! another one is ready.

use s04_composition::tasks::{task_a, task_b, task_c};

pub async fn run_all() -> (String, String, String) {
    let (mut a, mut b, mut c) = (None, None, None);
    loop {
        tokio::select! {
            result = task_a(), if a.is_none() => a = Some(result),
            result = task_b(), if b.is_none() => b = Some(result),
            result = task_c(), if c.is_none() => c = Some(result),
            else => break,
        }
    }
    (a.unwrap(), b.unwrap(), c.unwrap())
}
