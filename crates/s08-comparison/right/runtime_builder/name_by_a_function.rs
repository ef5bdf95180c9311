//! A function that names; a shutdown that waits for no time at all.

use std::io;
use std::time::Duration;

use s08_comparison::config::{Cfg, Flavor};
use tokio::runtime::{Builder, Runtime};

pub fn build(cfg: &Cfg) -> io::Result<Runtime> {
    let workers = match cfg.flavor {
        Flavor::CurrentThread => None,
        Flavor::MultiThread { workers } => Some(workers),
    };
    if workers == Some(0) || cfg.max_blocking == 0 {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "a number is zero",
        ));
    }
    let mut builder = workers.map_or_else(Builder::new_current_thread, |workers| {
        let mut builder = Builder::new_multi_thread();
        builder.worker_threads(workers);
        builder
    });
    let name = cfg.name.clone();
    builder.thread_name_fn(move || name.clone());
    builder.max_blocking_threads(cfg.max_blocking);
    if cfg.time {
        builder.enable_time();
    }
    if cfg.io {
        builder.enable_io();
    }
    builder.build()
}

pub fn retire(runtime: Runtime) {
    runtime.shutdown_timeout(Duration::ZERO);
}
