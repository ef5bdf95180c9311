//! One chain of calls for each flavor; the drop happens on a thread of its own.

use std::io::{Error, ErrorKind, Result};
use std::thread;

use s08_comparison::config::{Cfg, Flavor};
use tokio::runtime::{Builder, Runtime};

pub fn build(cfg: &Cfg) -> Result<Runtime> {
    let &Cfg {
        time, max_blocking, ..
    } = cfg;
    if max_blocking < 1 {
        return Err(Error::new(
            ErrorKind::InvalidInput,
            "no blocking call could ever run",
        ));
    }
    match cfg.flavor {
        Flavor::CurrentThread if time => Builder::new_current_thread()
            .thread_name(cfg.name.clone())
            .max_blocking_threads(max_blocking)
            .enable_time()
            .build(),
        Flavor::CurrentThread => Builder::new_current_thread()
            .thread_name(cfg.name.clone())
            .max_blocking_threads(max_blocking)
            .build(),
        Flavor::MultiThread { workers: 0 } => {
            Err(Error::new(ErrorKind::InvalidInput, "no workers"))
        }
        Flavor::MultiThread { workers } => {
            let mut builder = Builder::new_multi_thread();
            builder
                .worker_threads(workers)
                .max_blocking_threads(max_blocking);
            builder.thread_name(cfg.name.clone());
            match time {
                true => builder.enable_all().build(),
                false => builder.build(),
            }
        }
    }
}

pub fn retire(runtime: Runtime) {
    thread::spawn(move || drop(runtime));
}
