//! pin_in_loop: waits for a future, and calls a function at each tick until then.
//! Task and hints: `cargo xtask lesson pin_in_loop`, `cargo xtask hint pin_in_loop`
//! 日本語: exercises/s05-pin/pin_in_loop.ja.md

use std::time::Duration;

/// Waits for `future` and returns its output. Calls `on_tick` each time that `every` has passed
/// meanwhile.
pub async fn until_done<F: Future>(future: F, every: Duration, on_tick: impl FnMut()) -> F::Output {
    let _ = (future, every, on_tick);
    todo!("how does the future survive a turn of the loop?")
}
