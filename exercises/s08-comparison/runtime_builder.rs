//! runtime_builder: a runtime made to measure.
//! Task and hints: `cargo xtask lesson runtime_builder`, `cargo xtask hint runtime_builder`
//! 日本語: exercises/s08-comparison/runtime_builder.ja.md

use std::io;

use s08_comparison::config::{Cfg, Flavor};
use tokio::runtime::{Builder, Runtime};

/// The runtime that is described.
///
/// # Errors
///
/// It cannot be had.
pub fn build(cfg: &Cfg) -> io::Result<Runtime> {
    let _ = (cfg, Flavor::CurrentThread, Builder::new_current_thread());
    todo!("a builder does only what it is told")
}

/// Ends a runtime, from wherever it is called.
pub fn retire(runtime: Runtime) {
    let _ = runtime;
    todo!("what does the drop of a runtime wait for?")
}
