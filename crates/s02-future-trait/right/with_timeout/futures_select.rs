//! `select` of `futures`: the first of its two is polled first.

use std::pin::pin;
use std::time::Duration;

use futures::future::{Either, select};

#[derive(Debug, PartialEq)]
pub struct Elapsed;

pub fn with_timeout<F: Future>(
    f: F,
    d: Duration,
) -> impl Future<Output = Result<F::Output, Elapsed>> {
    let deadline = tokio::time::Instant::now() + d;
    async move {
        let clock = pin!(tokio::time::sleep_until(deadline));
        match select(pin!(f), clock).await {
            Either::Left((output, _)) => Ok(output),
            Either::Right(((), _)) => Err(Elapsed),
        }
    }
}
