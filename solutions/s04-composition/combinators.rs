//! `map` and `inspect` take a function; `then` and `and_then` take one that makes a future, the
//! second only for what is `Ok`.

use futures::{FutureExt, TryFutureExt};
use s04_composition::steps::{add_ten, seen, store};

/// Doubles the number of `f`, shows it to [`seen`], hands it to [`add_ten`], refuses a sum of more
/// than 100 with a text that names the sum, and hands any other to [`store`].
///
/// # Errors
///
/// The sum is more than 100, or the store refuses it.
pub fn pipeline<F: Future<Output = u32>>(f: F) -> impl Future<Output = Result<u32, String>> {
    f.map(|number| number * 2)
        .inspect(|&twice| seen(twice))
        .then(add_ten)
        .map(|sum| match sum {
            0..=100 => Ok(sum),
            _ => Err(format!("{sum} is more than 100")),
        })
        .and_then(store)
}
