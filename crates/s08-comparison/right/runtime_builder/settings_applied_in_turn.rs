//! A list of settings; and where a runtime runs, its own blocking pool drops the retired one.

use std::io;
use std::thread;

use s08_comparison::config::{Cfg, Flavor};
use tokio::runtime::{Builder, Handle, Runtime};

pub fn build(cfg: &Cfg) -> io::Result<Runtime> {
    let invalid = || io::Error::from(io::ErrorKind::InvalidInput);
    let mut builder = match cfg.flavor {
        Flavor::CurrentThread => Ok(Builder::new_current_thread()),
        Flavor::MultiThread { workers: 0 } => Err(invalid()),
        Flavor::MultiThread { .. } => Ok(Builder::new_multi_thread()),
    }?;
    type Setting = fn(&Cfg, &mut Builder) -> Option<()>;
    let settings: [Setting; 5] = [
        |cfg, builder| {
            if let Flavor::MultiThread { workers } = cfg.flavor {
                builder.worker_threads(workers);
            }
            Some(())
        },
        |cfg, builder| {
            builder.thread_name(cfg.name.as_str());
            Some(())
        },
        |cfg, builder| {
            if cfg.max_blocking == 0 {
                return None;
            }
            builder.max_blocking_threads(cfg.max_blocking);
            Some(())
        },
        |cfg, builder| {
            if cfg.time {
                builder.enable_time();
            }
            Some(())
        },
        |cfg, builder| {
            if cfg.io {
                builder.enable_io();
            }
            Some(())
        },
    ];
    for setting in settings {
        setting(cfg, &mut builder).ok_or_else(invalid)?;
    }
    builder.build()
}

pub fn retire(runtime: Runtime) {
    match Handle::try_current() {
        Ok(handle) => {
            handle.spawn_blocking(move || drop(runtime));
        }
        Err(_) => {
            thread::spawn(move || drop(runtime));
        }
    }
}
