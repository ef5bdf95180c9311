//! The same chain, as the language writes it.

use s04_composition::steps::{add_ten, seen, store};

pub fn pipeline<F: Future<Output = u32>>(f: F) -> impl Future<Output = Result<u32, String>> {
    async move {
        let twice = f.await * 2;
        seen(twice);
        let sum = add_ten(twice).await;
        if sum > 100 {
            return Err(format!("{sum} is more than 100"));
        }
        store(sum).await
    }
}
