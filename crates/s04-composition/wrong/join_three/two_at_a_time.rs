//~ sequential-await in all_begin_before_one_ends
//! "A stream with a buffer." It holds two; c begins when a has ended. With these lengths it even
//! takes no longer.

use futures::{FutureExt, StreamExt, stream};
use s04_composition::tasks::{task_a, task_b, task_c};

pub async fn run_all() -> (String, String, String) {
    let all = [
        task_a().boxed_local(),
        task_b().boxed_local(),
        task_c().boxed_local(),
    ];
    let mut results = stream::iter(all).buffered(2);
    let mut next = async || results.next().await.expect("there are three");
    (next().await, next().await, next().await)
}
