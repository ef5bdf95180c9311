//~ wrong-result in store_refuses_then_its_own_error
//! "Perhaps it works the second time." The output is the same, and the sum was put away twice.

use futures::{FutureExt, TryFutureExt};
use s04_composition::steps::{add_ten, seen, store};

pub fn pipeline<F: Future<Output = u32>>(f: F) -> impl Future<Output = Result<u32, String>> {
    f.map(|n| n * 2)
        .inspect(|&n| seen(n))
        .then(add_ten)
        .map(|s| if s > 100 { Err(format!("{s}")) } else { Ok(s) })
        .and_then(|s| store(s).or_else(move |_| store(s)))
}
