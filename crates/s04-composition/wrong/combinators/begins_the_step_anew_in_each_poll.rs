//~ busy-poll in number_goes_through_all_steps_in_order
//! "Poll the step until it is ready." A step that is made in the poll is dropped with it, and begins
//! from the start in the next one.

use std::future::poll_fn;
use std::pin::pin;

use s04_composition::steps::{add_ten, seen, store};

pub async fn pipeline<F: Future<Output = u32>>(f: F) -> Result<u32, String> {
    let twice = f.await * 2;
    seen(twice);
    let sum = poll_fn(|cx| pin!(add_ten(twice)).poll(cx)).await;
    if sum > 100 {
        return Err(format!("{sum} is more than 100"));
    }
    store(sum).await
}
