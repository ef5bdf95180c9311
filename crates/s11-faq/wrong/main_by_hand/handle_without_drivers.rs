//~ lost-wake in timers_and_sockets_work
//! "The handle can block, too." It polls `main`; of a runtime of one thread nobody drives the timers
//! then.

use s11_faq::flavor::Flavor;
use tokio::runtime::{Builder, Runtime};

pub fn run<F: Future>(flavor: Flavor, main: F) -> F::Output {
    runtime(flavor).handle().block_on(main)
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
