//! traced_request: a request that can be followed.
//! Task and hints: `cargo xtask lesson traced_request`, `cargo xtask hint traced_request`
//! 日本語: exercises/s11-faq/traced_request.ja.md

use s11_faq::backend::{Refused, answer};
use tracing::{Subscriber, info};
use tracing_subscriber::fmt::MakeWriter;

/// Asks the backend, and writes down what becomes of the request.
///
/// # Errors
///
/// Those of the backend.
pub async fn process_request(id: u64, token: &str) -> Result<String, Refused> {
    info!("request {id} begins with {token}");
    answer(id, token).await
}

/// Writes what happens to `writer`, a line for each event. Whoever makes it decides where it is
/// used; here it is not installed.
pub fn subscriber<W>(writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let _ = writer;
    tracing_subscriber::registry()
}
