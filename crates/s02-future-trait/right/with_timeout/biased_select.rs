//! `select!` asks its branches in their order when it is told to; the clock takes no part in the budget.

use std::time::Duration;

use tokio::task::coop::unconstrained;

#[derive(Debug, PartialEq)]
pub struct Elapsed;

pub async fn with_timeout<F: Future>(f: F, d: Duration) -> Result<F::Output, Elapsed> {
    tokio::select! {
        biased;
        output = f => Ok(output),
        () = unconstrained(tokio::time::sleep(d)) => Err(Elapsed),
    }
}
