//~ swallowed-panic in panic_of_main_goes_on_and_that_of_a_task_does_not
//! "A panic of `main` gets a better message."

use std::panic::{AssertUnwindSafe, catch_unwind};

use s11_faq::flavor::Flavor;
use tokio::runtime::{Builder, Runtime};

pub fn run<F: Future>(flavor: Flavor, main: F) -> F::Output {
    let runtime = runtime(flavor);
    let end = catch_unwind(AssertUnwindSafe(|| runtime.block_on(main)));
    end.unwrap_or_else(|_| panic!("main failed"))
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
