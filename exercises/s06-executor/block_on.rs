//! block_on: runs one future to its end on this thread, with nothing but the standard library.
//! Task and hints: `cargo xtask lesson block_on`, `cargo xtask hint block_on`
//! 日本語: exercises/s06-executor/block_on.ja.md

/// Runs `future` to its end and returns its output. The thread sleeps while the future waits.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let _future = future;
    todo!("poll it; sleep until its waker is called; poll again")
}
