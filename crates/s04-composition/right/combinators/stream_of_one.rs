//! A stream with one number in it.

use std::pin::pin;

use futures::stream::{StreamExt, TryStreamExt, once};
use s04_composition::steps::{add_ten, seen, store};

pub async fn pipeline<F: Future<Output = u32>>(f: F) -> Result<u32, String> {
    let numbers = once(f)
        .map(|number| number * 2)
        .inspect(|&twice| seen(twice))
        .then(add_ten)
        .map(|sum| match sum {
            101.. => Err(format!("{sum}: too large")),
            _ => Ok(sum),
        })
        .and_then(store);
    pin!(numbers).next().await.expect("there is one number")
}
