//! poll_trace: who polls, who wakes, and when.
//! Task and hints: `cargo xtask lesson poll_trace`, `cargo xtask hint poll_trace`
//! 日本語: exercises/s03-async-await/poll_trace.ja.md

use s03_async_await::trace::{Event, Log};

/// The same future, which writes into the log what happens to it.
pub fn traced<F: Future>(future: F, log: Log) -> impl Future<Output = F::Output> {
    log.write(Event::Created);
    // TODO: the other events; how do you learn of a wake?
    future
}
