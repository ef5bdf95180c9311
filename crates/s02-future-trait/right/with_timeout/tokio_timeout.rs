//! The one that tokio has, with our error.

use std::time::Duration;

#[derive(Debug, PartialEq)]
pub struct Elapsed;

pub async fn with_timeout<F: Future>(f: F, d: Duration) -> Result<F::Output, Elapsed> {
    tokio::time::timeout(d, f).await.map_err(|_| Elapsed)
}
