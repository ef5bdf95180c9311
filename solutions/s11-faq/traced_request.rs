//! `#[instrument]` enters the span for each poll, and leaves it after each.

use s11_faq::backend::{Refused, answer};
use tracing::{Level, Subscriber, error, info, instrument};
use tracing_subscriber::fmt::MakeWriter;

/// Asks the backend, and writes down what becomes of the request.
///
/// # Errors
///
/// Those of the backend.
#[instrument(skip(token))]
pub async fn process_request(id: u64, token: &str) -> Result<String, Refused> {
    info!("request begins");
    let answered = answer(id, token).await;
    match &answered {
        Ok(_) => info!("request ends"),
        Err(error) => error!(%error, "request failed"),
    }
    answered
}

/// Writes what happens to `writer`, a line for each event. Whoever makes it decides where it is
/// used; here it is not installed.
pub fn subscriber<W>(writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    tracing_subscriber::fmt()
        .with_max_level(Level::INFO)
        .with_ansi(false)
        .with_writer(writer)
        .finish()
}
