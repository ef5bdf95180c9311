//! The runtime has names for its threads, and its end stands there in so many words.

use s11_faq::flavor::Flavor;
use tokio::runtime::{Builder, Runtime};

pub fn run<F: Future>(flavor: Flavor, main: F) -> F::Output {
    let runtime = runtime(flavor);
    let output = runtime.block_on(main);
    drop(runtime);
    output
}

fn runtime(flavor: Flavor) -> Runtime {
    let mut builder = match flavor {
        Flavor::CurrentThread => Builder::new_current_thread(),
        Flavor::MultiThread { workers } => {
            let mut builder = Builder::new_multi_thread();
            builder.worker_threads(workers);
            builder
        }
    };
    builder
        .thread_name("main-by-hand")
        .max_blocking_threads(64)
        .enable_all()
        .build()
        .unwrap()
}
