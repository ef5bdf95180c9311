//! The field is empty at first. The lines have neither a time nor a target.

use s11_faq::backend::{Refused, answer};
use tracing::field::{Empty, display};
use tracing::{Level, Span, Subscriber, error, info, instrument};
use tracing_subscriber::fmt::MakeWriter;

#[instrument(skip_all, fields(id = Empty, attempt = 1))]
pub async fn process_request(id: u64, token: &str) -> Result<String, Refused> {
    Span::current().record("id", display(id));
    info!(step = 1, "request begins");
    let answered = answer(id, token).await;
    match &answered {
        Ok(_) => info!("request ends"),
        Err(error) => error!(%error, "request failed"),
    }
    answered
}

pub fn subscriber<W>(writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    tracing_subscriber::fmt()
        .with_max_level(Level::INFO)
        .with_ansi(false)
        .without_time()
        .with_target(false)
        .with_writer(writer)
        .finish()
}
