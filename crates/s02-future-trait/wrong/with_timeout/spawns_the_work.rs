//~ E0277
//! "A task of its own can be watched from here." It needs a future that is `Send` and borrows nothing,
//! and it runs on after the limit.

use std::time::Duration;

#[derive(Debug, PartialEq)]
pub struct Elapsed;

pub async fn with_timeout<F>(f: F, d: Duration) -> Result<F::Output, Elapsed>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let mut task = tokio::spawn(f);
    tokio::select! {
        biased;
        output = &mut task => output.map_err(|_| Elapsed),
        () = tokio::time::sleep(d) => Err(Elapsed),
    }
}
