//! A `Result` from the first step on, so that every step is one for what is `Ok`.

use std::future;

use futures::{FutureExt, TryFutureExt};
use s04_composition::steps::{add_ten, seen, store};

pub fn pipeline<F: Future<Output = u32>>(f: F) -> impl Future<Output = Result<u32, String>> {
    f.map(Ok)
        .map_ok(|number: u32| number * 2)
        .inspect_ok(|&twice| seen(twice))
        .and_then(|twice| add_ten(twice).map(Ok))
        .and_then(|sum| future::ready((sum <= 100).then_some(sum).ok_or(sum)))
        .map_err(|sum: u32| format!("{sum} is more than 100"))
        .and_then(store)
}
