//~ lost-wake in waits_then_woken_then_takes_the_steps
//! "`Waker::noop` will do to look whether it is ready." Nobody is woken when it is.

use std::future::poll_fn;
use std::pin::pin;
use std::task::{Context, Waker};

use s04_composition::steps::{add_ten, seen, store};

pub async fn pipeline<F: Future<Output = u32>>(f: F) -> Result<u32, String> {
    let mut f = pin!(f);
    let number = poll_fn(|_| f.as_mut().poll(&mut Context::from_waker(Waker::noop()))).await;
    seen(number * 2);
    let sum = add_ten(number * 2).await;
    if sum > 100 {
        return Err(format!("{sum} is more than 100"));
    }
    store(sum).await
}
