//~ deadlock in one_after_the_other_and_side_by_side
//! "Two runtimes at a time can only be a mistake." Two that wait for each other wait for ever.

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
    assert!(tokio::runtime::Handle::try_current().is_err());
    static LOCK: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _one = LOCK.lock().unwrap_or_else(|e| e.into_inner());
    build(flavor).block_on(main)
}
