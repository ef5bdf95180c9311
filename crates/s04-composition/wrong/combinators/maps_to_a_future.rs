//~ E0369
//~ E0277
//! "`map` takes the next step, whatever it is." `add_ten` makes a future, and `map` hands on the
//! future instead of what comes of it.

use futures::{FutureExt, TryFutureExt};
use s04_composition::steps::{add_ten, seen, store};

pub fn pipeline<F: Future<Output = u32>>(f: F) -> impl Future<Output = Result<u32, String>> {
    f.map(|number| number * 2)
        .inspect(|&twice| seen(twice))
        .map(add_ten)
        .map(|sum| {
            if sum > 100 {
                Err(format!("{sum} is too much"))
            } else {
                Ok(sum)
            }
        })
        .and_then(store)
}
