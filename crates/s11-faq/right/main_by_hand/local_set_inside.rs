//! `main` runs in a `LocalSet`, so that it could spawn local tasks as well.

use s11_faq::flavor::Flavor;
use tokio::runtime::{Builder, Runtime};
use tokio::task::LocalSet;

pub fn run<F: Future>(flavor: Flavor, main: F) -> F::Output {
    let runtime = runtime(flavor);
    let local = LocalSet::new();
    local.block_on(&runtime, main)
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
