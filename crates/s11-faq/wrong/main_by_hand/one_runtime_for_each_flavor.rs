//~ early-return in main_is_over_then_blocking_work_is
//~ leaked-task in main_is_over_then_its_tasks_are
//! "To build a runtime is dear, so keep it." With the runtime stay the tasks.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use s11_faq::flavor::Flavor;
use tokio::runtime::{Builder, Runtime};

pub fn run<F: Future>(flavor: Flavor, main: F) -> F::Output {
    static RUNTIMES: Mutex<Option<HashMap<usize, Arc<Runtime>>>> = Mutex::new(None);
    let key = match flavor {
        Flavor::CurrentThread => 0,
        Flavor::MultiThread { workers } => workers,
    };
    let kept = {
        let mut runtimes = RUNTIMES.lock().unwrap();
        let runtimes = runtimes.get_or_insert_default();
        Arc::clone(
            runtimes
                .entry(key)
                .or_insert_with(|| Arc::new(runtime(flavor))),
        )
    };
    kept.block_on(main)
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
