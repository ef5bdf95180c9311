//~ wrong-result in sum_of_more_than_100_is_an_error_that_names_it
//~ wrong-result in store_refuses_then_its_own_error
//! "The caller only has to know that it failed." Why, the caller will ask next.

use futures::{FutureExt, TryFutureExt};
use s04_composition::steps::{add_ten, seen, store};

pub fn pipeline<F: Future<Output = u32>>(f: F) -> impl Future<Output = Result<u32, String>> {
    f.map(|number| number * 2)
        .inspect(|&twice| seen(twice))
        .then(add_ten)
        .map(|sum| if sum > 100 { Err(()) } else { Ok(sum) })
        .and_then(|sum| store(sum).map_err(drop))
        .map_err(|()| String::from("the pipeline failed"))
}
