//~ wrong-result in current_thread_runs_on_the_caller
//! "One thread is one thread." The worker is another one than the caller's: what may not leave its thread
//! cannot run there.

use std::io;

use s08_comparison::config::{Cfg, Flavor};
use tokio::runtime::{Builder, Runtime};

pub fn build(cfg: &Cfg) -> io::Result<Runtime> {
    // The builder would panic.
    if cfg.max_blocking == 0 || cfg.flavor == (Flavor::MultiThread { workers: 0 }) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut builder = match cfg.flavor {
        Flavor::CurrentThread => {
            let mut builder = Builder::new_multi_thread();
            builder.worker_threads(1);
            builder
        }
        Flavor::MultiThread { workers } => {
            let mut builder = Builder::new_multi_thread();
            builder.worker_threads(workers);
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
    builder.max_blocking_threads(cfg.max_blocking);
    builder.build()
}

pub fn retire(runtime: Runtime) {
    runtime.shutdown_background();
}
