//! A thread that ends runtimes, one after the other, for whoever hands one over.

use std::io;
use std::sync::OnceLock;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use s08_comparison::config::{Cfg, Flavor};
use tokio::runtime::{Builder, Runtime};

pub fn build(cfg: &Cfg) -> io::Result<Runtime> {
    check(cfg)?;
    let mut builder = match cfg.flavor {
        Flavor::CurrentThread => Builder::new_current_thread(),
        Flavor::MultiThread { .. } => Builder::new_multi_thread(),
    };
    if let Flavor::MultiThread { workers } = cfg.flavor {
        builder.worker_threads(workers);
    }
    let builder = builder.thread_name(&*cfg.name);
    let builder = builder.max_blocking_threads(cfg.max_blocking);
    let builder = if cfg.time {
        builder.enable_time()
    } else {
        builder
    };
    if cfg.io { builder.enable_io() } else { builder }.build()
}

fn check(cfg: &Cfg) -> io::Result<()> {
    let numbers = match cfg.flavor {
        Flavor::CurrentThread => vec![cfg.max_blocking],
        Flavor::MultiThread { workers } => vec![cfg.max_blocking, workers],
    };
    match numbers.contains(&0) {
        true => Err(io::ErrorKind::InvalidInput.into()),
        false => Ok(()),
    }
}

pub fn retire(runtime: Runtime) {
    static REAPER: OnceLock<Sender<Runtime>> = OnceLock::new();
    let reaper = REAPER.get_or_init(|| {
        let (sender, runtimes) = channel::<Runtime>();
        thread::spawn(move || {
            for runtime in runtimes {
                runtime.shutdown_background();
            }
        });
        sender
    });
    reaper
        .send(runtime)
        .expect("the reaper lives as long as the program");
}
