//~ wrong-result in number_goes_through_all_steps_in_order
//! "Doubling and adding, in whichever order." The steps are taken in another one, and 60 comes out
//! for 20.

use futures::{FutureExt, TryFutureExt};
use s04_composition::steps::{add_ten, seen, store};

pub fn pipeline<F: Future<Output = u32>>(f: F) -> impl Future<Output = Result<u32, String>> {
    f.then(add_ten)
        .map(|sum| sum * 2)
        .inspect(|&twice| seen(twice))
        .map(|sum| {
            if sum > 100 {
                Err(format!("{sum} is too much"))
            } else {
                Ok(sum)
            }
        })
        .and_then(store)
}
