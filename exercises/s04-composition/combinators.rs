//! combinators: a chain of steps that is one future.
//! Task and hints: `cargo xtask lesson combinators`, `cargo xtask hint combinators`
//! 日本語: exercises/s04-composition/combinators.ja.md

use s04_composition::steps::{add_ten, seen, store};

/// Doubles the number of `f`, shows it to [`seen`], hands it to [`add_ten`], refuses a sum of more
/// than 100 with a text that names the sum, and hands any other to [`store`].
///
/// # Errors
///
/// The sum is more than 100, or the store refuses it.
pub fn pipeline<F: Future<Output = u32>>(f: F) -> impl Future<Output = Result<u32, String>> {
    let _ = (f, seen, add_ten, store);
    std::future::poll_fn(|_| todo!("which steps are functions, and which are futures?"))
}
