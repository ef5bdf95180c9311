//! A builder, all drivers, and `block_on`; at the end the runtime is dropped.

use s11_faq::flavor::Flavor;
use tokio::runtime::Builder;

/// Does what `#[tokio::main]` does around an `async fn main`: `main` runs on this thread, to its
/// end, in a runtime of that flavor.
pub fn run<F: Future>(flavor: Flavor, main: F) -> F::Output {
    let mut builder = match flavor {
        Flavor::CurrentThread => Builder::new_current_thread(),
        Flavor::MultiThread { workers } => {
            let mut builder = Builder::new_multi_thread();
            builder.worker_threads(workers);
            builder
        }
    };
    let runtime = builder.enable_all().build();
    runtime
        .expect("the runtime gets its threads")
        .block_on(main)
}
