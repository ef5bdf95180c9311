//~ early-return in main_is_over_then_blocking_work_is
//~ leaked-task in main_is_over_then_its_tasks_are
//! "The process ends after `main` anyway." This is a function; its tasks and threads stay.

use s11_faq::flavor::Flavor;
use tokio::runtime::{Builder, Runtime};

pub fn run<F: Future>(flavor: Flavor, main: F) -> F::Output {
    let runtime = std::mem::ManuallyDrop::new(runtime(flavor));
    runtime.block_on(main)
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
