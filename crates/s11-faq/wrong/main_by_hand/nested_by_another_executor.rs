//~ nested-runtime in called_inside_a_runtime_then_it_panics
//! "tokio must not know that it is inside of tokio."

use s11_faq::flavor::Flavor;
use tokio::runtime::{Builder, Handle, Runtime};

pub fn run<F: Future>(flavor: Flavor, main: F) -> F::Output {
    if Handle::try_current().is_ok() {
        return futures::executor::block_on(main);
    }
    runtime(flavor).block_on(main)
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
