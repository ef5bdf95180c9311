//~ panic in returns_what_main_returns
//! "Inside the runtime, `main` runs." It runs until it first waits.

use futures::FutureExt;
use s11_faq::flavor::Flavor;
use tokio::runtime::{Builder, Runtime};

pub fn run<F: Future>(flavor: Flavor, main: F) -> F::Output {
    let runtime = runtime(flavor);
    let _entered = runtime.enter();
    main.now_or_never().expect("main is over")
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
