//~ early-return in main_is_over_then_blocking_work_is
//! "Ten milliseconds are enough for the rest."

use std::time::Duration;

use s11_faq::flavor::Flavor;
use tokio::runtime::{Builder, Runtime};

pub fn run<F: Future>(flavor: Flavor, main: F) -> F::Output {
    let runtime = runtime(flavor);
    let output = runtime.block_on(main);
    runtime.shutdown_timeout(Duration::from_millis(10));
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
    builder.enable_all().build().unwrap()
}
