//! `map` to a future, and `flatten`: what `then` is made of.

use futures::FutureExt;
use s04_composition::steps::{add_ten, seen, store};

async fn checked(sum: u32) -> Result<u32, String> {
    match sum.checked_sub(101) {
        Some(_) => Err(format!("refused: {sum}")),
        None => store(sum).await,
    }
}

pub fn pipeline<F: Future<Output = u32>>(f: F) -> impl Future<Output = Result<u32, String>> {
    f.map(|number| {
        let twice = number + number;
        seen(twice);
        add_ten(twice)
    })
    .flatten()
    .map(checked)
    .flatten()
}
