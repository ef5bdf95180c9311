//~ leaked-task in each_is_run_once_and_to_its_end
//! "A clock beside it, to see that it is alive." Nobody keeps the handle, and it ticks for ever.

use std::time::Duration;

use s04_composition::tasks::{task_a, task_b, task_c};
use tokio::time::interval;

pub async fn run_all() -> (String, String, String) {
    tokio::spawn(async {
        let mut clock = interval(Duration::from_millis(10));
        loop {
            clock.tick().await;
        }
    });
    tokio::join!(task_a(), task_b(), task_c())
}
