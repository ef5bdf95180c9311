//~ wrong-result in sum_of_more_than_100_is_an_error_that_names_it
//! "Up to 100." The limit itself is still allowed.

use s04_composition::steps::{add_ten, seen, store};

pub async fn pipeline<F: Future<Output = u32>>(f: F) -> Result<u32, String> {
    let twice = f.await * 2;
    seen(twice);
    let sum = add_ten(twice).await;
    if sum >= 100 {
        return Err(format!("{sum} is more than 100"));
    }
    store(sum).await
}
