//~ wrong-result in refused_sum_is_not_stored
//! "`then` takes the next step." It takes it after an error as well: the sum is refused, and stored.

use futures::FutureExt;
use s04_composition::steps::{add_ten, seen, store};

pub fn pipeline<F: Future<Output = u32>>(f: F) -> impl Future<Output = Result<u32, String>> {
    f.map(|number| number * 2)
        .inspect(|&twice| seen(twice))
        .then(add_ten)
        .map(|sum| if sum > 100 { Err(sum) } else { Ok(sum) })
        .then(|checked| async move {
            let (Ok(sum) | Err(sum)) = checked;
            let stored = store(sum).await;
            match checked {
                Ok(_) => stored,
                Err(sum) => Err(format!("{sum} is more than 100")),
            }
        })
}
