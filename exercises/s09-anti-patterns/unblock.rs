//! unblock: a worker that stays free.
//! Task and hints: `cargo xtask lesson unblock`, `cargo xtask hint unblock`
//! 日本語: exercises/s09-anti-patterns/unblock.ja.md

use std::time::Duration;

/// Waits for `duration`. Only the task waits: its thread is free.
pub async fn good_delay(duration: Duration) {
    let _ = duration;
    todo!("`std::thread::sleep` would put the whole thread to sleep")
}

/// Runs `work`, which takes long, and returns what it returns. The thread of the runtime is free
/// meanwhile. A panic of `work` goes on in the caller.
pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    drop(work);
    todo!("on which thread may the work run?")
}
