//! `select!` asks its branches in their order when it is told to.

use std::time::Duration;

#[derive(Debug, PartialEq)]
pub struct Elapsed;

pub async fn with_timeout<F: Future>(f: F, d: Duration) -> Result<F::Output, Elapsed> {
    tokio::select! {
        biased;
        output = f => Ok(output),
        () = tokio::time::sleep(d) => Err(Elapsed),
    }
}
