//~ needless-allocation in takes_nothing_from_the_heap
//~ late-drop in dropped_in_the_middle_and_what_it_waits_for_with_it
//! "Leaked, so that it stays in its place." It stays for ever, also when nobody waits any more.

use std::pin::Pin;

use s04_composition::steps::{add_ten, seen, store};

pub async fn pipeline<F: Future<Output = u32>>(f: F) -> Result<u32, String> {
    let leaked = Box::leak(Box::new(f));
    // SAFETY: what is leaked is never moved.
    let twice = unsafe { Pin::new_unchecked(leaked) }.await * 2;
    seen(twice);
    let sum = add_ten(twice).await;
    if sum > 100 {
        return Err(format!("{sum} is more than 100"));
    }
    store(sum).await
}
