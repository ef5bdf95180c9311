//! interleave: several tasks, one thread, in turns.
//! Task and hints: `cargo xtask lesson interleave`, `cargo xtask hint interleave`
//! 日本語: exercises/s01-sync-vs-async/interleave.ja.md

use s01_sync_vs_async::slices::{Log, slice};

/// Does the slices 0, 1, … of one task with `slice(&log, &name, number)`. After each of them, the
/// other tasks get their turn.
pub async fn work(name: String, slices: usize, log: Log) {
    let _ = (name, slices, log, slice);
    todo!("do the slices, and give your turn away after each")
}

/// Does the work of every name, in turns, and returns when all of it is done.
pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let _ = (names, slices, log);
    todo!("one `work` for each name: who runs them at the same time?")
}
