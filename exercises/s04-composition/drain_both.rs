//! drain_both: a loop that waits for two futures until both are done.
//! Task and hints: `cargo xtask lesson drain_both`, `cargo xtask hint drain_both`
//! 日本語: exercises/s04-composition/drain_both.ja.md

use s04_composition::log::Log;

/// Runs both to their end, writes `a` or `b` into the log as soon as that one is done, and returns
/// when both are.
pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    let _ = (a, b, log.clone());
    todo!("what does the loop do with the one that is done already?")
}
