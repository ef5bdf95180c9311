//! One chain of calls for each flavor; the drop happens on a thread of its own.

use std::io::{Error, ErrorKind, Result};
use std::thread;

use s08_comparison::config::{Cfg, Flavor};
use tokio::runtime::{Builder, Runtime};

pub fn build(cfg: &Cfg) -> Result<Runtime> {
    let &Cfg {
        time,
        io,
        max_blocking,
        ..
    } = cfg;
    if max_blocking < 1 {
        return Err(Error::new(
            ErrorKind::InvalidInput,
            "no blocking call could ever run",
        ));
    }
    match cfg.flavor {
        Flavor::CurrentThread => {
            let mut builder = Builder::new_current_thread();
            let builder = builder
                .thread_name(cfg.name.clone())
                .max_blocking_threads(max_blocking);
            match (time, io) {
                (true, true) => builder.enable_all().build(),
                (true, false) => builder.enable_time().build(),
                (false, true) => builder.enable_io().build(),
                (false, false) => builder.build(),
            }
        }
        Flavor::MultiThread { workers: 0 } => {
            Err(Error::new(ErrorKind::InvalidInput, "no workers"))
        }
        Flavor::MultiThread { workers } => {
            let mut builder = Builder::new_multi_thread();
            builder
                .worker_threads(workers)
                .max_blocking_threads(max_blocking);
            builder.thread_name(cfg.name.clone());
            match (time, io) {
                (true, true) => builder.enable_all().build(),
                (true, false) => builder.enable_time().build(),
                (false, true) => builder.enable_io().build(),
                (false, false) => builder.build(),
            }
        }
    }
}

pub fn retire(runtime: Runtime) {
    thread::spawn(move || drop(runtime));
}
