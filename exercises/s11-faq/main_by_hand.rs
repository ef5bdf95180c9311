//! main_by_hand: what the main macro writes.
//! Task and hints: `cargo xtask lesson main_by_hand`, `cargo xtask hint main_by_hand`
//! 日本語: exercises/s11-faq/main_by_hand.ja.md

use s11_faq::flavor::Flavor;

/// Does what `#[tokio::main]` does around an `async fn main`: `main` runs on this thread, to its
/// end, in a runtime of that flavor.
pub fn run<F: Future>(flavor: Flavor, main: F) -> F::Output {
    let _ = (flavor, main);
    todo!("a runtime, its drivers, and who polls `main`")
}
