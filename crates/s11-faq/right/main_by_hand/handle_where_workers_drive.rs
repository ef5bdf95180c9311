//! Where workers drive the timers and sockets, a handle is enough to poll `main`.

//[allow(unused_imports)]
use s11_faq::flavor::Flavor;
use tokio::runtime::{Builder, Runtime};
fn build(flavor: Flavor) -> Runtime {
    match flavor {
        Flavor::CurrentThread => Builder::new_current_thread().enable_all().build().unwrap(),
        Flavor::MultiThread { workers } => Builder::new_multi_thread()
            .worker_threads(workers)
            .enable_all()
            .build()
            .unwrap(),
    }
}
pub fn run<F: Future>(flavor: Flavor, main: F) -> F::Output {
    let rt = build(flavor);
    match flavor {
        Flavor::CurrentThread => rt.block_on(main),
        Flavor::MultiThread { .. } => rt.handle().clone().block_on(main),
    }
}
