//~ ready-too-early in timers_and_sockets_work
//! "`start_paused` makes everything fast." It is for tests: no program waits with it.

//[allow(unused_imports)]
use s11_faq::flavor::Flavor;
use tokio::runtime::{Builder, Runtime};
fn build(flavor: Flavor) -> Runtime {
    match flavor {
        Flavor::CurrentThread => Builder::new_current_thread()
            .start_paused(true)
            .enable_all()
            .build()
            .unwrap(),
        Flavor::MultiThread { workers } => Builder::new_multi_thread()
            .worker_threads(workers)
            .enable_all()
            .build()
            .unwrap(),
    }
}
pub fn run<F: Future>(flavor: Flavor, main: F) -> F::Output {
    build(flavor).block_on(main)
}
