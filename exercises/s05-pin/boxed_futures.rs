//! boxed_futures: futures of different types in one list, all at the same time.
//! Task and hints: `cargo xtask lesson boxed_futures`, `cargo xtask hint boxed_futures`
//! 日本語: exercises/s05-pin/boxed_futures.ja.md

use std::pin::Pin;

/// A future of any type, in a box. What it borrows lives at least as long as `'a`.
// TODO: may a value of this type go to another thread? Who could know?
pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + 'a>>;

/// Puts a future into a box.
pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    drop(future);
    todo!("what makes one type of many?")
}

/// Runs all of them at the same time, and returns the outputs in the order of the list.
pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    let _ = futures;
    todo!("who polls them all?")
}
