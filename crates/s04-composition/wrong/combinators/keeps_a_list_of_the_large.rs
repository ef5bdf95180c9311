//~ needless-allocation in takes_nothing_from_the_heap
//! "Only now and then." A list that stays empty for small numbers costs nothing, and something for
//! the others.

use s04_composition::steps::{add_ten, seen, store};

pub async fn pipeline<F: Future<Output = u32>>(f: F) -> Result<u32, String> {
    let twice = f.await * 2;
    let mut large = Vec::new();
    seen(twice);
    if twice > 60 {
        large.push(twice);
    }
    let sum = add_ten(twice).await;
    drop(large);
    if sum > 100 {
        return Err(format!("{sum} is more than 100"));
    }
    store(sum).await
}
