//~ nested-runtime in called_inside_a_runtime_then_it_panics
//! "Inside a runtime, use that one." The caller's task blocks its thread until this `main` is over.

use s11_faq::flavor::Flavor;
use tokio::runtime::{Builder, Handle, Runtime, RuntimeFlavor};

pub fn run<F: Future>(flavor: Flavor, main: F) -> F::Output {
    if let Ok(handle) = Handle::try_current()
        && handle.runtime_flavor() == RuntimeFlavor::MultiThread
    {
        return tokio::task::block_in_place(|| handle.block_on(main));
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
