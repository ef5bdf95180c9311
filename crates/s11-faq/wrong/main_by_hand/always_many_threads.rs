//~ wrong-result in tasks_run_where_the_flavor_says
//! "One worker is one thread." It is another one than that of `main`.

use s11_faq::flavor::Flavor;
use tokio::runtime::{Builder, Runtime};

pub fn run<F: Future>(flavor: Flavor, main: F) -> F::Output {
    runtime(flavor).block_on(main)
}

fn runtime(flavor: Flavor) -> Runtime {
    let mut builder = match flavor {
        Flavor::CurrentThread => {
            let mut builder = Builder::new_multi_thread();
            builder.worker_threads(1);
            builder
        }
        Flavor::MultiThread { workers } => {
            let mut builder = Builder::new_multi_thread();
            builder.worker_threads(workers);
            builder
        }
    };
    builder.enable_all().build().unwrap()
}
