//~ E0277
//! "`&mut f` is a future too." Only where `f` is `Unpin`, and the future of an `async` block is not.

use futures::{FutureExt, TryFutureExt};
use s04_composition::steps::{add_ten, seen, store};

pub fn pipeline<F>(mut f: F) -> impl Future<Output = Result<u32, String>>
where
    F: Future<Output = u32> + Unpin,
{
    async move { (&mut f).await * 2 }
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
