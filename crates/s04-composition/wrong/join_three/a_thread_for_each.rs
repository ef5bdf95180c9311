//~ blocked-executor in takes_as_long_as_the_longest
//! "Three threads, three runtimes." That is parallel, and the thread that should poll stands still
//! until they are done.

use std::thread;

use s04_composition::tasks::{task_a, task_b, task_c};
use tokio::runtime::Builder;

pub async fn run_all() -> (String, String, String) {
    fn run<F: Future<Output = String>>(task: impl FnOnce() -> F) -> String {
        let mut runtime = Builder::new_current_thread();
        let runtime = runtime.enable_time().build().expect("a runtime");
        runtime.block_on(task())
    }
    thread::scope(|scope| {
        let a = scope.spawn(|| run(task_a));
        let b = scope.spawn(|| run(task_b));
        let c = scope.spawn(|| run(task_c));
        let output = "no task panics";
        (
            a.join().expect(output),
            b.join().expect(output),
            c.join().expect(output),
        )
    })
}
