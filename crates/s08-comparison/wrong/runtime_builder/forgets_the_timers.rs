//~ missing-reactor in timers_work_where_they_are_asked_for
//! "A runtime has timers." The one of `#[tokio::main]` has; a builder enables only what it is told to.

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
            builder.worker_threads(workers);
            builder
        }
    };
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
