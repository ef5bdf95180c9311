//~ unbounded-concurrency in so_many_blocking_calls_at_once
//! "The number of threads." There are two of them: one for tasks, one for blocking calls.

use std::io;

use s08_comparison::config::{Cfg, Flavor};
use tokio::runtime::{Builder, Runtime};

pub fn build(cfg: &Cfg) -> io::Result<Runtime> {
    // The builder would panic.
    if cfg.max_blocking == 0 || cfg.flavor == (Flavor::MultiThread { workers: 0 }) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut builder = match cfg.flavor {
        Flavor::CurrentThread => Builder::new_current_thread(),
        Flavor::MultiThread { workers } => {
            let mut builder = Builder::new_multi_thread();
            builder
                .worker_threads(workers)
                .max_blocking_threads(workers);
            builder
        }
    };
    if cfg.time {
        builder.enable_time();
    }
    if cfg.io {
        builder.enable_io();
    }
    builder.thread_name(&cfg.name);
    builder.build()
}

pub fn retire(runtime: Runtime) {
    runtime.shutdown_background();
}
