//! A place to play: nothing here is judged.
//! `cargo run -p s08-comparison --example s08-comparison-scratch`

use std::thread;

use tokio::runtime::Builder;

fn main() {
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(2).thread_name("scratch");
    let runtime = builder.build().expect("a runtime");
    let task = |number| {
        runtime.spawn(async move {
            let thread = thread::current();
            println!("task {number} on {:?} {:?}", thread.name(), thread.id());
        })
    };
    let tasks: Vec<_> = (0..4).map(task).collect();
    runtime.block_on(async {
        for task in tasks {
            task.await.expect("it does not panic");
        }
    });
}
