//! wrap_blocking: blocking reads, beside the runtime.
//! Task and hints: `cargo xtask lesson wrap_blocking`, `cargo xtask hint wrap_blocking`
//! 日本語: exercises/s09-anti-patterns/wrap_blocking.ja.md

use std::io;

use s09_anti_patterns::files::Files;

/// Reads all files with `files.read(name)`, which blocks its thread. Never more than `limit` reads run
/// at a time, which is at least 1. The results come in the order of the names.
pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let _ = (files, names, limit);
    todo!("on which threads may `files.read` run?")
}
