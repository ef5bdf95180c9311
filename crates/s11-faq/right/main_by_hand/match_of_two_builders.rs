//! Two runtimes, each built in its own arm.

use s11_faq::flavor::Flavor;
use tokio::runtime;

pub fn run<F: Future>(flavor: Flavor, main: F) -> F::Output {
    match flavor {
        Flavor::CurrentThread => runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()
            .unwrap()
            .block_on(main),
        Flavor::MultiThread { workers } => runtime::Builder::new_multi_thread()
            .worker_threads(workers)
            .enable_all()
            .build()
            .unwrap()
            .block_on(main),
    }
}
