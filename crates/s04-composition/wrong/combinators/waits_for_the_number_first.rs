//~ eager-start in call_begins_nothing
//~ blocking-poll in waits_then_woken_then_takes_the_steps
//! "First the number, then the chain." The call itself waits for the number, with the thread in its
//! hand, before there is a future.

use futures::executor::block_on;
use futures::{FutureExt, TryFutureExt};
use s04_composition::steps::{add_ten, seen, store};

pub fn pipeline<F: Future<Output = u32>>(f: F) -> impl Future<Output = Result<u32, String>> {
    let number = block_on(f);
    async move { number * 2 }
        .inspect(|&twice| seen(twice))
        .then(add_ten)
        .map(|sum| {
            if sum > 100 {
                Err(format!("{sum} is too much"))
            } else {
                Ok(sum)
            }
        })
        .and_then(store)
}
