//! `select` of `futures`: the first of its two is polled first.

use std::pin::pin;
use std::time::Duration;

use futures::future::{Either, select};
use tokio::task::coop::unconstrained;

#[derive(Debug, PartialEq)]
pub struct Elapsed;

pub fn with_timeout<F: Future>(
    f: F,
    d: Duration,
) -> impl Future<Output = Result<F::Output, Elapsed>> {
    // Made here, outside of the block, so that the time begins with the call.
    let clock = unconstrained(tokio::time::sleep(d));
    async move {
        let clock = pin!(clock);
        match select(pin!(f), clock).await {
            Either::Left((output, _)) => Ok(output),
            Either::Right(((), _)) => Err(Elapsed),
        }
    }
}
