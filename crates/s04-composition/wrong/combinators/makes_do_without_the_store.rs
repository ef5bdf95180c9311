//~ swallowed-error in store_refuses_then_its_own_error
//! "The sum is there, stored or not." The store said no, and the caller hears yes.

use futures::{FutureExt, TryFutureExt};
use s04_composition::steps::{add_ten, seen, store};

pub fn pipeline<F: Future<Output = u32>>(f: F) -> impl Future<Output = Result<u32, String>> {
    f.map(|number| number * 2)
        .inspect(|&twice| seen(twice))
        .then(add_ten)
        .map(|sum| {
            if sum > 100 {
                Err(format!("{sum} is too much"))
            } else {
                Ok(sum)
            }
        })
        .and_then(|sum| store(sum).map(move |stored| Ok(stored.unwrap_or(sum))))
}
