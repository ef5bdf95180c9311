//~ E0277
//! "`main` is a task like others." Then it would have to be `Send`, and to own all it uses.

use s11_faq::flavor::Flavor;
use tokio::runtime::{Builder, Runtime};

pub fn run<F: Future + Send>(flavor: Flavor, main: F) -> F::Output
where
    F::Output: Send,
{
    let runtime = runtime(flavor);
    let main = runtime.spawn(main);
    runtime.block_on(main).unwrap()
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
