//~ wrong-result in tasks_run_where_the_flavor_says
//! "Threads are threads." These are for blocking work, and not for tasks.

use s11_faq::flavor::Flavor;
use tokio::runtime::{Builder, Runtime};

pub fn run<F: Future>(flavor: Flavor, main: F) -> F::Output {
    runtime(flavor).block_on(main)
}

fn runtime(flavor: Flavor) -> Runtime {
    let mut builder = match flavor {
        Flavor::CurrentThread => Builder::new_current_thread(),
        Flavor::MultiThread { workers } => {
            let mut builder = Builder::new_multi_thread();
            builder.max_blocking_threads(workers);
            builder
        }
    };
    builder.enable_all().build().unwrap()
}
