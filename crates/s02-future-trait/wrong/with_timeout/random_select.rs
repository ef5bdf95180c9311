//~ wrong-result in done_when_the_time_is_over_then_ok
//! "`select!` takes what is ready." When both are, it throws a coin.

use std::time::Duration;

#[derive(Debug, PartialEq)]
pub struct Elapsed;

pub async fn with_timeout<F: Future>(f: F, d: Duration) -> Result<F::Output, Elapsed> {
    tokio::select! {
        output = f => Ok(output),
        () = tokio::time::sleep(d) => Err(Elapsed),
    }
}
