//~ needless-allocation in takes_nothing_from_the_heap
//! "Boxed, so that nothing moves." Nothing moves anyway: `impl Future` holds the chain as it is, and
//! a box at each step is a trip to the heap at each step.

use futures::{FutureExt, TryFutureExt};
use s04_composition::steps::{add_ten, seen, store};

pub fn pipeline<F: Future<Output = u32>>(f: F) -> impl Future<Output = Result<u32, String>> {
    let twice = Box::pin(f.map(|number| number * 2));
    let sum = Box::pin(twice.inspect(|&twice| seen(twice)).then(add_ten));
    sum.map(|sum| {
        if sum > 100 {
            Err(format!("{sum} is too much"))
        } else {
            Ok(sum)
        }
    })
    .and_then(store)
}
