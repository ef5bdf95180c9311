//~ wrong-result in number_goes_through_all_steps_in_order
//! "`inspect` at the end, where everything is known." What was to be seen is the number before the
//! addition.

use futures::{FutureExt, TryFutureExt};
use s04_composition::steps::{add_ten, seen, store};

pub fn pipeline<F: Future<Output = u32>>(f: F) -> impl Future<Output = Result<u32, String>> {
    f.map(|number| number * 2)
        .then(add_ten)
        .inspect(|&sum| seen(sum))
        .map(|sum| {
            if sum > 100 {
                Err(format!("{sum} is too much"))
            } else {
                Ok(sum)
            }
        })
        .and_then(store)
}
