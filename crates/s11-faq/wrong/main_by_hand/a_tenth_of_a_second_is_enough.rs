//~ early-return in main_is_over_then_blocking_work_is
//! "Whoever has not ended after 100 ms never will." It goes on behind the back of `run`.

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
    let out = rt.block_on(main);
    rt.shutdown_timeout(std::time::Duration::from_millis(100));
    out
}
